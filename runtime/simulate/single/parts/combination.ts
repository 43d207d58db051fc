import { type Mask, parity } from '../../plan/bits.ts';
import { GROUP } from '../kernels/record.ts';
import type { Setting } from '../part.ts';

/** Where each group of a column finds its entry among those of its row. */
export function offsetList(
  { store, laneBits }: Setting,
  columnBits: number,
  parities: readonly Mask[],
): number {
  return store.list(`columns ${columnBits} ${parities.join()}`, () =>
    Int32Array.from(
      { length: 2 ** (columnBits - laneBits) },
      (_, group) => combinationOf(parities, group) * GROUP,
    ),
  ).start;
}

/** The parities of an index with some masks, the first one the lowest digit. */
export function combinationOf(masks: readonly Mask[], index: number): number {
  return masks.reduce((sum, mask, i) => sum | (parity(mask & index) << i), 0);
}
