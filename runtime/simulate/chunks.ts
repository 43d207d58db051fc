import type { Circuit } from '../program/circuit.ts';

/** Rows that are simulated at once, at most, and numbers that their states or outputs may be. */
const MOST_ROWS = 1024;
const MOST_NUMBERS = 2 ** 22;

/** Visits `[start, start + count)` of the rows in parts whose states and outputs stay small. @param outputs of a row */
export function inChunks(
  { qubits }: Circuit,
  rows: number,
  outputs: number,
  visit: (start: number, count: number) => void,
): void {
  const numbers = Math.max(2 ** qubits.length, outputs);
  const most = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_NUMBERS / numbers)));
  for (let start = 0; start < rows; start += most) visit(start, Math.min(most, rows - start));
}
