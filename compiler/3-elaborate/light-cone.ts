import { conditionBits, isMarker } from '../../runtime/program/index.ts';
import type { PendingGate } from './quantum.ts';

/**
 * The gates that can reach these qubits, in order with the marks among them, and every qubit they touch. A gate that
 * depends on a bit is reached by the qubit that was measured; what a qubit was before its reset reaches it no more.
 */
export function lightCone(
  gates: readonly PendingGate[],
  qubits: readonly number[],
): { readonly gates: readonly PendingGate[]; readonly qubits: ReadonlySet<number> } {
  const all = new Set(qubits);
  const reached = new Set(qubits);
  const bits = new Set<number>();
  const kept: PendingGate[] = [];
  for (const gate of [...gates].reverse()) {
    const { name, bit, conditions = [] } = gate;
    const touched = [...gate.controls, ...gate.qubits];
    if (isMarker(name)) {
      const qubits = gate.qubits.filter((qubit) => reached.has(qubit));
      if (qubits.length > 0) kept.push({ ...gate, qubits });
      continue;
    }
    const isAsked = bit !== undefined && bits.has(bit);
    if (!isAsked && !touched.some((qubit) => reached.has(qubit))) continue;
    for (const qubit of touched) {
      all.add(qubit);
      reached.add(qubit);
    }
    conditions.flatMap(conditionBits).forEach((one) => bits.add(one));
    if (name === 'reset' && conditions.length === 0 && gate.when.length === 0)
      reached.delete(gate.qubits[0]!);
    kept.push(gate);
  }
  return { gates: kept.reverse(), qubits: all };
}
