import type { SplitRows } from '../dataset.ts';

/** What a split is decided by, beside the number of rows. */
export interface SplitFacts {
  readonly count: number;
  readonly seed: number;
  /** A number for each row whose shares in the splits should be equal (its class); undefined without a class label. */
  readonly strata: ArrayLike<number> | undefined;
}

/** Row numbers in ascending order, so that nothing depends on how they were found. */
export function splitRows(
  train: Iterable<number>,
  validate: Iterable<number>,
  test: Iterable<number>,
  name = '',
): SplitRows {
  return { train: ascending(train), validate: ascending(validate), test: ascending(test), name };
}

function ascending(rows: Iterable<number>): Uint32Array {
  return Uint32Array.from(rows).sort();
}
