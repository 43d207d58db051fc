import type { Circuit } from '../program/circuit.ts';
import { largestState } from './estimate.ts';

/** Rows that are simulated at once, at most, and numbers that their states or outputs may be. */
const MOST_ROWS = 1024;
const MOST_NUMBERS = 2 ** 22;

/** How many samples of a circuit are simulated at once, so that their states and outputs stay small. @param outputs of a sample */
export function rowsAtOnce(circuit: Circuit, isNoisy: boolean, outputs: number): number {
  // Pauli coefficients come a few samples at a time, so that vectors are full.
  const state = isNoisy ? 4 ** circuit.qubits.length / 4 : 2 ** largestState(circuit);
  const numbers = Math.max(state, outputs);
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
