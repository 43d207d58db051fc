import type { Affine, Circuit, Gate, GateName } from '../runtime/program/circuit.ts';
import { exact } from '../runtime/program/index.ts';

/** A circuit and which of its leaves have a value per sample. */
export interface Workload {
  readonly circuit: Circuit;
  readonly sampled: readonly boolean[];
}

/**
 * Workload W: RY of a feature on each qubit, then layers of RY and RZ with weights on all qubits and a ring of CZ;
 * every Z is measured. With 8 qubits and 6 layers it has 152 gates.
 */
export function workloadW(qubits: number, layers: number): Workload {
  const sampled: boolean[] = [];
  const angles: Affine[] = [];
  const gates: Gate[] = [];
  const wires = Array.from({ length: qubits }, (_, q) => q);
  const turn = (name: GateName, qubit: number, rate: 'shared' | 'sampled'): void => {
    const leaf = sampled.push(rate === 'sampled') - 1;
    const angle = angles.push({
      constant: exact.zero,
      terms: [{ leaf, coefficient: exact.one }],
    });
    gates.push({ ...bare(name, [qubit]), angles: [angle - 1] });
  };
  for (const q of wires) turn('ry', q, 'sampled');
  for (let layer = 0; layer < layers; layer++) {
    for (const q of wires) turn('ry', q, 'shared');
    for (const q of wires) turn('rz', q, 'shared');
    for (const q of wires) gates.push({ ...bare('z', [(q + 1) % qubits]), controls: [q] });
  }
  return {
    sampled,
    circuit: {
      qubits: wires.map((index) => ({ register: 'q', index })),
      leaves: sampled.map((_, element) => ({ node: 0, element })),
      angles,
      gates,
      measurements: wires.map((qubit) => ({
        kind: 'expectation',
        terms: [{ coefficient: 1, factors: [{ qubit, pauli: 'Z' }] }],
      })),
    },
  };
}

function bare(name: GateName, qubits: readonly number[]): Gate {
  return { name, qubits, controls: [], angles: [], when: [], origin: 0 };
}
