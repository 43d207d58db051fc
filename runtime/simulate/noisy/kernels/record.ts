/**
 * Words of a record of the noisy simulator. An address is two words: an offset, and a mask that says whether it is
 * relative to the tile's states or lane block (all ones) or absolute (zero).
 */
export const noisyField = {
  kernel: 0,
  /** Coefficients read, and written. */
  source: 1,
  target: 3,
  /** Coefficients before the step, in a step back. */
  stored: 5,
  /** Bytes that are walked through. */
  size: 7,
  /** An absolute address. */
  table: 8,
  /** For each of up to two digits, stored entries of its matrix. */
  matrices: 9,
  /** For each of up to two digits, where the derivatives of its entries are added. */
  gradients: 13,
  /** Values or weights of a lane block. */
  values: 17,
  /** A list of 32-bit offsets: first and past the last; absolute. */
  list: 19,
  listEnd: 20,
  /** How many entries a block of the start has. */
  count: 21,
} as const;

/** Bytes of a coefficient: one vector. */
export const COEFFICIENT = 16;
