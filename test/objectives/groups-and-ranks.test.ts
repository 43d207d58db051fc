import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randIndex } from '../../runtime/objectives/clustering.ts';
import { recallAt } from '../../runtime/objectives/retrieval.ts';
import { groupTally } from '../../runtime/objectives/tally.ts';

describe('the adjusted Rand index', () => {
  test('of a worked example', () => {
    // Pairs together in both: 1 + 1; in the groups 3 + 3, in the truth 3 + 1 + 0; of 15 in all.
    expect(randIndex([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 2])).toBeCloseTo(
      (2 - (6 * 4) / 15) / ((6 + 4) / 2 - (6 * 4) / 15),
      12,
    );
  });

  test('does not mind names, and is even handed', () => {
    const groups = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(groups, fc.integer({ min: 0, max: 1e6 }), (a, seed) => {
        const b = a.map((_, index) => Math.floor(seed / 3 ** (index % 12)) % 3);
        expect(randIndex(a, b)).toBeCloseTo(randIndex(b, a), 12);
        const renamed = a.map((group) => (group * 7 + 5) % 11);
        expect(randIndex(renamed, b)).toBeCloseTo(randIndex(a, b), 12);
        expect(randIndex(a, renamed)).toBe(1);
        expect(randIndex(a, b)).toBeLessThanOrEqual(1);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  test('of all in one group is worth nothing, unless that is the truth', () => {
    expect(randIndex([0, 0, 0, 0], [0, 0, 1, 1])).toBe(0);
    expect(randIndex([0, 0, 0], [4, 4, 4])).toBe(1);
    expect(randIndex([2, 1, 0], [0, 1, 2])).toBe(1);
  });

  test('is collected sample by sample, without those that have no class', () => {
    const tally = groupTally();
    expect(tally.scores()).toEqual({});
    for (const [group, truth] of [
      [0, 1],
      [0, 1],
      [2, 0],
      [1, -1],
      [2, 0],
    ] as const)
      tally.add(Float64Array.of(group), Float64Array.of(truth));
    expect(tally.scores()).toEqual({ rand_index: 1 });
  });
});

describe('recall', () => {
  const likeness = [
    [0.9, 0.1, 0.2],
    [0.8, 0.7, 0.1],
    [0.5, 0.4, 0.3],
  ].flat();

  test.each([
    [1, 1 / 3],
    [2, 2 / 3],
    [3, 1],
  ])('at %i', (at, expected) => expect(recallAt(likeness, 3, at)).toBeCloseTo(expected, 12));

  test('is not earned by ties, nor by what is no number', () => {
    expect(recallAt(new Float64Array(9), 3, 2)).toBe(0);
    expect(recallAt(new Float64Array(9).fill(Number.NaN), 3, 2)).toBe(0);
    expect(recallAt(new Float64Array(9), 3, 3)).toBe(1);
  });
});
