import type { Code } from '../wasm/encode.ts';
import { add, and, get, load, type Local } from '../wasm/instructions.ts';

/**
 * One step of a kernel program, as 32-bit words in memory. The interpreter reads the first word and calls that
 * kernel with the record's address, the address of the tile's states and that of the tile's lane block.
 *
 * An address comes as two words: an offset, and a mask that says to which base it is relative (all ones) or not
 * (zero), so that shared values and values per sample, or the state and its adjoint, go through one piece of code.
 */
export const WORDS = 32;
export const RECORD_BYTES = 4 * WORDS;

export const field = {
  kernel: 0,
  /** List of state offsets to visit: first and past the last. */
  list: 1,
  listEnd: 2,
  /** State read, state written; relative to the tile's states where `stateMask` says so. */
  source: 3,
  target: 4,
  stateMask: 5,
  /** The adjoint state: an absolute address. */
  adjoint: 6,
  /** Up to three offsets that flip the partner of a rotation. */
  flips: 7,
  /** Up to three pairs (offset, lane mask): cosine vector, then sine vector. */
  angles: 10,
  /** Up to three pairs (offset, lane mask) that gradients are added to. */
  gradients: 16,
  /** Table of (cosine, sine) of a shared diagonal, and where its weights are added. */
  table: 22,
  weights: 23,
  /** A state before the step, relative like `source`. */
  previous: 24,
  /** Scratch vectors: an absolute address. */
  scratch: 25,
  /** Bytes of a state, of a table, or a count; see the kernel. */
  size: 26,
  count: 27,
  inner: 28,
  /** A pair (offset, lane mask). */
  values: 29,
  /** A vector that gradients are multiplied by: an absolute address. */
  factor: 31,
} as const;

export type Field = (typeof field)[keyof typeof field];

/** The word of a record. */
export function word(record: Local, index: number): Code {
  return load(get(record), 4 * index);
}

/** The address that a pair of words and a base give. */
export function address(record: Local, index: number, base: Local): Code {
  return add(word(record, index), and(get(base), word(record, index + 1)));
}

/** The address of a state that `stateMask` makes relative or absolute. */
export function stateAddress(record: Local, index: number, states: Local): Code {
  return add(word(record, index), and(get(states), word(record, field.stateMask)));
}

/** Bytes of an amplitude: a vector of real and a vector of imaginary parts. */
export const AMPLITUDE = 32;
export const IMAGINARY = 16;
