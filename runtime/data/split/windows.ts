import type { SplitRows } from '../dataset.ts';
import type { Fractions } from './fractions.ts';
import { splitRows } from './rows.ts';

/** Samples that are windows over a text: two of them share words where their places are nearer than `length`. */
export interface Windows {
  /** Of each sample its first word's place, ascending. */
  readonly places: readonly number[];
  /** Words that a window covers. */
  readonly length: number;
}

/**
 * One run of the text for each split, in the order train, validate, test. Windows that share a word with the run before
 * theirs are left out, so that nothing that is tested was seen in training.
 */
export function splitWindows(windows: Windows, fractions: Fractions): SplitRows {
  const count = windows.places.length;
  const ends = [
    fractions.train,
    fractions.train + fractions.validate,
    fractions.train + fractions.validate + fractions.test,
  ].map((share) => Math.round(share * count)) as [number, number, number];
  return splitRows(
    range(0, ends[0]),
    apart(windows, range(ends[0], ends[1]), 0, ends[0]),
    apart(windows, range(ends[1], ends[2]), 0, ends[1]),
  );
}

/** As many runs of the text, each the test split once; windows of the others that share a word with it are left out. */
export function splitWindowsByFolds(windows: Windows, folds: number): SplitRows[] {
  const count = windows.places.length;
  return Array.from({ length: folds }, (_, fold) => {
    const low = Math.round((fold * count) / folds);
    const high = Math.round(((fold + 1) * count) / folds);
    const others = [...range(0, low), ...range(high, count)];
    return splitRows(apart(windows, others, low, high), [], range(low, high), String(fold + 1));
  });
}

/** Those rows that share no word with rows `[low, high)`. */
function apart(
  { places, length }: Windows,
  rows: readonly number[],
  low: number,
  high: number,
): readonly number[] {
  if (low >= high) return rows;
  const [first, last] = [places[low]!, places[high - 1]!];
  return rows.filter((row) => places[row]! >= last + length || places[row]! <= first - length);
}

function range(start: number, stop: number): number[] {
  return Array.from({ length: stop - start }, (_, offset) => start + offset);
}
