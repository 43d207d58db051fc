import fc from 'fast-check';
import type { Circuit, Gate } from '../../runtime/program/index.ts';

/** What becomes of a circuit's gates: nothing at all, or one small thing, of which many do not matter. */
const changes: Readonly<Record<string, (gates: readonly Gate[], at: number) => readonly Gate[]>> = {
  nothing: (gates) => gates,
  'a gate left out': (gates, at) => gates.toSpliced(at, 1),
  'a gate twice': (gates, at) => gates.toSpliced(at, 0, gates[at]!),
  'two neighbours exchanged': (gates, at) =>
    at + 1 < gates.length ? gates.toSpliced(at, 2, gates[at + 1]!, gates[at]!) : gates,
  'qubits turned around': (gates, at) => {
    const gate = gates[at]!;
    return gates.toSpliced(at, 1, { ...gate, qubits: gate.qubits.toReversed() });
  },
  'control and target exchanged': (gates, at) => {
    const gate = gates[at]!;
    const [control, target] = [gate.controls[0], gate.qubits[0]];
    if (control === undefined || target === undefined) return gates;
    const [controls, qubits] = [gate.controls.with(0, target), gate.qubits.with(0, control)];
    return gates.toSpliced(at, 1, { ...gate, controls, qubits });
  },
};

export type Change = readonly [name: string, place: number];

export const changed: fc.Arbitrary<Change> = fc.tuple(
  fc.constantFrom(...Object.keys(changes)),
  fc.nat(),
);

export function withChange(circuit: Circuit, [name, place]: Change): Circuit {
  const gates = changes[name]!(circuit.gates, place % circuit.gates.length);
  return { ...circuit, gates };
}
