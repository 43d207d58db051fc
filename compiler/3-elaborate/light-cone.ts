import { isMarker } from '../../runtime/program/index.ts';
import type { PendingGate } from './quantum.ts';

/** The gates that can reach these qubits, in order with the marks among them, and every qubit they touch. */
export function lightCone(
  gates: readonly PendingGate[],
  qubits: readonly number[],
): { readonly gates: readonly PendingGate[]; readonly qubits: ReadonlySet<number> } {
  const reached = new Set(qubits);
  const kept: PendingGate[] = [];
  for (const gate of [...gates].reverse()) {
    const touched = [...gate.controls, ...gate.qubits];
    if (isMarker(gate.name)) {
      const qubits = gate.qubits.filter((qubit) => reached.has(qubit));
      if (qubits.length > 0) kept.push({ ...gate, qubits });
      continue;
    }
    if (!touched.some((qubit) => reached.has(qubit))) continue;
    for (const qubit of touched) reached.add(qubit);
    kept.push(gate);
  }
  return { gates: kept.reverse(), qubits: reached };
}
