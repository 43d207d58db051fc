import type { Affine, Gate, GateName, Pauli } from '../../../runtime/program/circuit.ts';
import { exact } from '../../../runtime/program/index.ts';
import type { Workload } from '../../workload.ts';
import type { CircuitDescription } from '../description.ts';

/**
 * The circuit that a description means, one output for each observable, shared leaves before sampled ones.
 * @param sharedLeaves how many leaves are shared
 * @param sampledLeaves how many have a value per sample
 */
export function circuitOf(
  description: CircuitDescription,
  sharedLeaves: number,
  sampledLeaves: number,
): Workload {
  const angles: Affine[] = [];
  const gates = description.gates.map(({ name, qubits, controls, angle }): Gate => {
    const gate = { name: name as GateName, qubits, controls, when: [], origin: 0 };
    if (angle === null) return { ...gate, angles: [] };
    const terms = angle.terms.map(([perSample, index, coefficient]) => ({
      leaf: perSample ? sharedLeaves + index : index,
      coefficient: exact.decimal(coefficient),
    }));
    return {
      ...gate,
      angles: [angles.push({ constant: exact.decimal(angle.constant), terms }) - 1],
    };
  });
  const leafCount = sharedLeaves + sampledLeaves;
  return {
    sampled: Array.from({ length: leafCount }, (_, leaf) => leaf >= sharedLeaves),
    circuit: {
      qubits: Array.from({ length: description.qubits }, (_, index) => ({ register: 'q', index })),
      leaves: Array.from({ length: leafCount }, (_, leaf) =>
        leaf < sharedLeaves
          ? { node: 0, element: leaf }
          : { node: 1, element: leaf - sharedLeaves },
      ),
      angles,
      gates,
      measurements: description.observables.map(({ factors }) => ({
        kind: 'expectation',
        terms: [
          {
            coefficient: 1,
            factors: factors.map(([qubit, pauli]) => ({ qubit, pauli: pauli as Pauli })),
          },
        ],
      })),
    },
  };
}
