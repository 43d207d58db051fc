import type { Circuit } from '../program/circuit.ts';
import { largestState } from './estimate.ts';
import { MOST_QUBITS } from './limits.ts';

/** Rows that are simulated at once, at most, and numbers that their states or outputs may be. */
const MOST_ROWS = 1024;
const MOST_NUMBERS = 2 ** 22;
/** Of a wide state. */
const MATRIX_PRODUCT = 2 ** 16;

/** How many samples of a circuit are simulated at once, so that their states and outputs stay small. @param outputs of a sample */
export function rowsAtOnce(circuit: Circuit, isNoisy: boolean, outputs: number): number {
  const numbers = Math.max(stateSize(circuit, isNoisy), outputs);
  return Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_NUMBERS / numbers)));
}

/** Visits `[start, start + count)` of the rows in parts of `most`. */
export function inChunks(
  rows: number,
  most: number,
  visit: (start: number, count: number) => void,
): void {
  for (let start = 0; start < rows; start += most) visit(start, Math.min(most, rows - start));
}

/** Numbers of a sample's state, about. */
function stateSize(circuit: Circuit, isNoisy: boolean): number {
  // Of Pauli coefficients a few samples are worth their memory, so that vectors are full.
  if (isNoisy) return 4 ** circuit.qubits.length / 4;
  const qubits = largestState(circuit);
  return qubits > MOST_QUBITS ? MATRIX_PRODUCT : 2 ** qubits;
}
