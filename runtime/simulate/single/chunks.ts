import type { Precision } from '../wasm/vector.ts';
import type { ChunkLimits } from './schedule.ts';

/** Bits from which on chunks are larger, so that fewer sweeps see all bits. */
const MANY_BITS = 23;

/**
 * Chunks that fit close to the core together with their adjoint. Rows are as long as lets the memory deliver them
 * well: measured, with either precision, by bytes.
 */
export function chunksFor(bits: number, precision: Precision): ChunkLimits {
  const { size, row } = bits < MANY_BITS ? { size: 14, row: 7 } : { size: 15, row: 6 };
  return precision === 'f32' ? { size, row } : { size: size - 1, row: row - 1 };
}
