/**
 * One step of a block's program, as 32-bit words in memory: a kernel is called with the record's address, the address
 * of the chunk and the chunk's number. Addresses are absolute unless said otherwise. Words that one kind of kernel
 * uses serve another one for something else; the kernels say what.
 */
export const field = {
  kernel: 0,
  /** Offsets in the chunk to visit: first and past the last. */
  list: 1,
  listEnd: 2,
  /** What the chunk's number does to them (see `openPlaces`): first and past the last. */
  moves: 3,
  movesEnd: 4,
  /** From a chunk of the state to that of its adjoint, in bytes. */
  distance: 5,
  /** Up to three offsets that lead to the partners of a rotation. */
  flips: 6,
  /** Of up to five rotations: cosine (sine and tangent follow), signs of the lanes, place of the gradient. */
  angles: 9,
  signs: 14,
  gradients: 19,
  /** Tables over the columns and over the rows, the rows' offsets, and what adds up like either. */
  columns: 24,
  rows: 25,
  offsets: 26,
  columnSums: 27,
  rowSums: 28,
  /** Bytes of a row of amplitudes, rows of a chunk, bytes of a row's entries in the table over rows. */
  rowSize: 29,
  rowCount: 30,
  rowStep: 31,
} as const;

/** Bytes of a vector's worth of amplitudes, real parts first, and where the imaginary ones begin. */
export const GROUP = 32;
export const IMAGINARY = 16;
