import type { Circuit } from '../../program/circuit.ts';
import type { NoiseModel } from '../../program/execution.ts';
import { ADDRESSABLE } from '../limits.ts';
import { planNoisy } from './build.ts';
import { bytesOfNoisyStates } from './limits.ts';

/** How a circuit with noise is run, in words. */
export function describeNoisy(circuit: Circuit, noise: NoiseModel): string {
  if (bytesOfNoisyStates(circuit) > ADDRESSABLE)
    return `a mixed state of ${circuit.qubits.length} qubits is too large`;
  const plan = planNoisy(circuit, noise, { sampled: circuit.leaves.map(() => false) });
  const { qubits, bits, passes, start } = plan;
  const maps = passes.filter((pass) => pass.kind === 'map');
  const moved = maps.filter(({ table }) => table !== null).length;
  return [
    `with noise, a mixed state of ${4 ** qubits * 2 ** bits} Pauli coefficients`,
    `${start.length} qubits or groups of them start as a product with all that acts before they meet`,
    `${maps.length} walks with a 4x4 matrix each, rotations and errors of a qubit in one, ${moved} of them through a table of Clifford gates and Pauli errors`,
    'a sample in each lane of a vector',
  ].join('; ');
}
