import type { Layout } from './layout.ts';

/** Chunks of a batch, each of the same number of tiles but for the last. */
export interface Chunks {
  readonly count: number;
  readonly tiles: number;
}

/** When work is shared with other threads. */
export interface ShareLimits {
  /** Floating-point operations of forward and backward that a chunk has at least, some 50 us. */
  readonly chunk: number;
  /** And for each vector of its sums, so that to add those up costs about a fiftieth. */
  readonly sum: number;
  /** Milliseconds of work that other threads are asked to help with: to wake them takes about 0.03. */
  readonly run: number;
}

export const SHARE_LIMITS: ShareLimits = { chunk: 1.5e6, sum: 2000, run: 0.1 };

/** As many threads as will ever help. */
const MOST = 16;

/**
 * Depends on no thread, since it decides in which order gradients add up.
 * @param perTile floating-point operations of a tile
 */
export function cutBatch(
  tiles: number,
  perTile: number,
  { chunk, sum }: ShareLimits,
  { sums }: Pick<Layout, 'sums'>,
): Chunks {
  const worth = chunk + (sum * (sums.end - sums.start)) / 16;
  const least = Math.max(1, Math.ceil(worth / Math.max(perTile, 1)));
  const size = Math.min(tiles, Math.max(least, Math.ceil(tiles / MOST)));
  return { count: Math.ceil(tiles / size), tiles: size };
}
