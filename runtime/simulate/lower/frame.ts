import type { Mask } from '../plan/bits.ts';

/**
 * How basis labels follow from the index under which an amplitude is stored: bit q of the label is the parity of
 * `rows[q] & index`, flipped where `flips[q]` is 1. CX, SWAP and X only change this map; no amplitude moves.
 *
 * `columns[q]` is the change of the index that flips label bit q alone (a column of the inverse of `rows`).
 */
export interface Frame {
  readonly rows: Mask[];
  readonly columns: Mask[];
  readonly flips: (0 | 1)[];
}

export function identityFrame(qubits: number): Frame {
  const units = Array.from({ length: qubits }, (_, q) => 1 << q);
  return { rows: [...units], columns: [...units], flips: units.map(() => 0) };
}

export function flipLabel(frame: Frame, qubit: number): void {
  frame.flips[qubit] = frame.flips[qubit] === 1 ? 0 : 1;
}

/** CX: the target's label becomes the sum of both. */
export function addLabel(frame: Frame, control: number, target: number): void {
  frame.rows[target]! ^= frame.rows[control]!;
  frame.columns[control]! ^= frame.columns[target]!;
  if (frame.flips[control] === 1) flipLabel(frame, target);
}

export function exchangeLabels(frame: Frame, a: number, b: number): void {
  for (const list of [frame.rows, frame.columns, frame.flips]) {
    [list[a], list[b]] = [list[b]!, list[a]!];
  }
}
