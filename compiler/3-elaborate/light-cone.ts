import type { PendingGate } from './quantum.ts';

/** The gates that can reach these qubits, in order, and every qubit they touch. */
export function lightCone(
  gates: readonly PendingGate[],
  qubits: readonly number[],
): { readonly gates: readonly PendingGate[]; readonly qubits: ReadonlySet<number> } {
  const reached = new Set(qubits);
  const kept: PendingGate[] = [];
  for (const gate of [...gates].reverse()) {
    const touched = [...gate.controls, ...gate.qubits];
    if (gate.name === 'barrier' || !touched.some((qubit) => reached.has(qubit))) continue;
    for (const qubit of touched) reached.add(qubit);
    kept.push(gate);
  }
  return { gates: kept.reverse(), qubits: reached };
}
