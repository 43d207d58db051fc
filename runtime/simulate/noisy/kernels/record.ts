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
  /** Bytes that are copied, cleared, or extended from. */
  size: 7,
  /** An absolute address. */
  table: 8,
  /** Stored entries of a matrix. */
  matrix: 9,
  /** Where derivatives are added: of a matrix' entries, or of values. */
  gradients: 11,
  /** Values or weights of a lane block. */
  values: 13,
  /** A list of 32-bit offsets: first and past the last; absolute. */
  list: 15,
  listEnd: 16,
} as const;
