import type { Mask } from '../plan/bits.ts';

/**
 * Coordinates of the stored index in which a chunk is contiguous. The lowest `local` of them count inside a chunk, the
 * others tell chunks apart; the lowest `row` are bits of the index itself, so that a chunk is read in rows of 2^row.
 */
export interface Coordinates {
  readonly local: number;
  readonly row: number;
  /** What each coordinate's unit vector is as a stored index. */
  readonly basis: readonly Mask[];
  /** A change of the index, which must stay inside a chunk. */
  flip(flip: Mask): Mask;
}

/** The index itself: chunks are as they lie in memory. */
export function plainCoordinates(bits: number, local: number): Coordinates {
  const basis = Array.from({ length: bits }, (_, i) => 1 << i);
  return { local, row: local, basis, flip: (flip) => flip };
}

/**
 * Coordinates of chunks that some changes of the index do not leave.
 * @param flips what must stay inside; with the lowest `row` bits they span `size` dimensions at most
 */
export function coordinatesOf(
  bits: number,
  flips: readonly Mask[],
  limits: { readonly row: number; readonly size: number },
): Coordinates {
  const size = Math.min(bits, limits.size);
  let row = Math.min(bits, limits.row);
  let high = reduced(flips, row);
  // What is left of a chunk makes rows longer.
  while (row < bits) {
    const without = reduced(high, row + 1);
    if (row + 1 + without.length > size) break;
    row += 1;
    high = without;
  }
  const pivots = high.map((vector) => 31 - Math.clz32(vector));
  const outer = Array.from({ length: bits }, (_, i) => i).filter(
    (i) => i >= row && !pivots.includes(i),
  );
  const low = 2 ** row - 1;
  return {
    local: row + high.length,
    row,
    basis: [...Array.from({ length: row }, (_, i) => 1 << i), ...high, ...outer.map((i) => 1 << i)],
    flip: (flip) =>
      pivots.reduce((sum, pivot, i) => sum | (((flip >> pivot) & 1) << (row + i)), flip & low),
  };
}

/** How many dimensions the flips and the lowest `row` bits span. */
export function dimensions(flips: readonly Mask[], row: number): number {
  return row + reduced(flips, row).length;
}

/** The flips above `row` bits, independent, each with a highest bit that no other has; by that bit. */
function reduced(flips: readonly Mask[], row: number): readonly Mask[] {
  let vectors: Mask[] = [];
  for (const flip of flips) {
    let rest = (flip >> row) << row;
    for (const vector of vectors) if ((rest >> (31 - Math.clz32(vector))) & 1) rest ^= vector;
    if (rest === 0) continue;
    const pivot = 31 - Math.clz32(rest);
    vectors = [...vectors.map((v) => ((v >> pivot) & 1 ? v ^ rest : v)), rest];
  }
  return vectors.sort((a, b) => a - b);
}
