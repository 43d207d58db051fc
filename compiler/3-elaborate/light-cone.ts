import { conditionBits, isMarker } from '../../runtime/program/index.ts';
import type { PendingGate } from './quantum.ts';

/**
 * The gates that can reach these qubits, in order with the marks among them, and every qubit they touch. A gate that
 * depends on a bit is reached by the qubit that was measured; what a qubit was before its reset reaches it no more.
 * @param end of the state that is looked at: gates from there on have not happened yet
 */
export function lightCone(
  gates: readonly PendingGate[],
  qubits: readonly number[],
  end = gates.length,
): { readonly gates: readonly PendingGate[]; readonly qubits: ReadonlySet<number> } {
  const all = new Set(qubits);
  const reached = new Set(qubits);
  const bits = new Set<number>();
  const kept: PendingGate[] = [];
  const isReached = (qubit: number): boolean => reached.has(qubit);
  for (let index = end - 1; index >= 0; index--) {
    const gate = gates[index]!;
    if (isMarker(gate.name)) {
      const marked = gate.qubits.filter(isReached);
      if (marked.length > 0) kept.push({ ...gate, qubits: marked });
      continue;
    }
    const isAsked = gate.bit !== undefined && bits.has(gate.bit);
    if (!isAsked && !gate.qubits.some(isReached) && !gate.controls.some(isReached)) continue;
    for (const touched of [gate.controls, gate.qubits]) {
      for (const qubit of touched) {
        all.add(qubit);
        reached.add(qubit);
      }
    }
    const { conditions = [] } = gate;
    conditions.flatMap(conditionBits).forEach((one) => bits.add(one));
    if (gate.name === 'reset' && conditions.length === 0 && gate.when.length === 0)
      reached.delete(gate.qubits[0]!);
    kept.push(gate);
  }
  return { gates: kept.reverse(), qubits: all };
}
