import { expect, test } from 'vitest';
import { computeFeature } from '../../runtime/features/index.ts';

test('bag counts words and skips those that are absent', () => {
  const words = Float64Array.of(2, 0, 2, -1);
  expect([...computeFeature({ kind: 'bag' }, words, [4], [3])]).toEqual([1, 0, 2]);
});

test('hash gives each word one signed bucket, always the same', () => {
  const hash = (...words: number[]) =>
    computeFeature({ kind: 'hash' }, Float64Array.from(words), [words.length], [8]);
  expect(hash(5).filter((value) => value !== 0)).toHaveLength(1);
  expect(hash(5, 5)).toEqual(hash(5).map((value) => 2 * value));
  expect(hash(-1)).toEqual(new Float64Array(8));
  const all = hash(...Array.from({ length: 4000 }, (_, word) => word));
  // A sum of 500 signs has deviation 22; six of them is more than chance will do.
  expect(Math.max(...all.map(Math.abs))).toBeLessThan(134);
  const buckets = new Set(
    Array.from({ length: 60 }, (_, word) => hash(word).findIndex((value) => value !== 0)),
  );
  expect(buckets.size).toBe(8);
});
