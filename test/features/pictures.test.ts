import { expect, test } from 'vitest';
import { computeFeature } from '../../runtime/features/index.ts';

const counting = (length: number) => Float64Array.from({ length }, (_, index) => index);

test('grey is the luma of colours, and grey pictures stay', () => {
  const colours = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1);
  const grey = computeFeature({ kind: 'grey' }, colours, [2, 2, 3], [2, 2]);
  expect([...grey].map((value) => Number(value.toFixed(6)))).toEqual([0.299, 0.587, 0.114, 1]);
  expect([...computeFeature({ kind: 'grey' }, counting(4), [2, 2], [2, 2])]).toEqual([0, 1, 2, 3]);
});

test('resize takes means where it shrinks and lines where it grows', () => {
  const resize = { kind: 'resize', height: 1, width: 2 } as const;
  expect([...computeFeature(resize, counting(8), [2, 4], [1, 2])]).toEqual([2.5, 4.5]);
  const uneven = computeFeature(
    { kind: 'resize', height: 2, width: 1 },
    counting(3),
    [3, 1],
    [2, 1],
  );
  expect([...uneven].map((value) => Number(value.toFixed(6)))).toEqual([0.333333, 1.666667]);
  const channels = computeFeature(
    { kind: 'resize', height: 1, width: 1 },
    counting(12),
    [2, 2, 3],
    [1, 1, 3],
  );
  expect([...channels]).toEqual([4.5, 5.5, 6.5]);
});

test('patches cut tiles row by row and leave out the rest', () => {
  const patches = { kind: 'patches', height: 2, width: 2 } as const;
  expect([...computeFeature(patches, counting(20), [4, 5], [4, 4])]).toEqual([
    0, 1, 5, 6, 2, 3, 7, 8, 10, 11, 15, 16, 12, 13, 17, 18,
  ]);
  expect([...computeFeature(patches, counting(8), [2, 2, 2], [1, 8])]).toEqual([...counting(8)]);
});
