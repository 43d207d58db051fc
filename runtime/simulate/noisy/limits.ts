import { type Circuit, isMarker } from '../../program/circuit.ts';
import { tooLarge } from '../limits.ts';
import { blockBytes } from './strides.ts';
import { readBits } from './translate.ts';

/** States that a walk forward and back needs whatever the circuit: two of coefficients, two of the adjoint. */
const FEWEST_STATES = 4;

/** Bytes below which no walk forward and back is possible. */
export function bytesOfNoisyStates(
  circuit: Circuit,
  present: (modality: string) => boolean = () => true,
): number {
  const gates = circuit.gates.filter(({ name, when }) => !isMarker(name) && when.every(present));
  return FEWEST_STATES * blockBytes(circuit.qubits.length) * 2 ** readBits(gates).size;
}

/** Before any plan is made, which takes memory of the same order itself. */
export function refuseTooLarge(
  circuit: Circuit,
  available: number,
  present?: (modality: string) => boolean,
): void {
  const needed = bytesOfNoisyStates(circuit, present);
  if (needed <= available) return;
  const { length } = circuit.qubits;
  throw tooLarge(
    `Noise on a circuit of ${length} qubit${length === 1 ? '' : 's'} needs`,
    needed,
    available,
  );
}
