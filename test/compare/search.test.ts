import { expect, test } from 'vitest';
import type { Baseline, Lesson } from '../../runtime/compare/classical/lesson.ts';
import { search } from '../../runtime/compare/classical/search.ts';
import type { SplitRows } from '../../runtime/data/index.ts';

const count = 40;
const rows: SplitRows = {
  train: Uint32Array.from({ length: 30 }, (_, row) => row),
  validate: new Uint32Array(0),
  test: Uint32Array.from({ length: 10 }, (_, row) => 30 + row),
  name: '',
};

function lesson(groups: readonly string[] | null): Lesson {
  return {
    features: { count, size: 1, values: new Float64Array(count) },
    truth: Float64Array.from({ length: count }, (_, row) => row % 2),
    classes: 2,
    groups,
    seed: 3,
    signal: new AbortController().signal,
    pause: () => Promise.resolve(),
  };
}

/** Rows that settings were judged by, and those that the best ones then answered. */
async function asked(groups: readonly string[] | null): Promise<[number[][], number[][]]> {
  const [learnt, judged]: [number[][], number[][]] = [[], []];
  const baseline: Baseline = {
    name: 'spy',
    candidates: () =>
      ['one', 'other'].map((text) => ({
        text,
        examine: (from, by) => {
          learnt.push([...from].sort((a, b) => a - b));
          judged.push([...by].sort((a, b) => a - b));
          return Promise.resolve({ score: 0, parameters: 0 });
        },
      })),
  };
  await search(baseline, lesson(groups), rows, false);
  return [learnt, judged];
}

test('settings are judged by a fifth of the training rows, and the test split decides nothing', async () => {
  const [learnt, judged] = await asked(null);
  expect(judged.map((all) => all.length)).toEqual([6, 6, 10]);
  expect([...learnt[0]!, ...judged[0]!].sort((a, b) => a - b)).toEqual([...rows.train]);
  expect(learnt[2]).toEqual([...rows.train]);
});

test('where groups stay together, whole groups judge: nobody is judged by a voice that it has heard', async () => {
  const speakers = ['ann', 'ben', 'cleo', 'dan', 'eve'];
  const groups = Array.from({ length: count }, (_, row) => speakers[row % 5]!);
  const [learnt, judged] = await asked(groups);
  const of = (all: readonly number[]): Set<string> => new Set(all.map((row) => groups[row]!));
  expect(of(judged[0]!).size).toBe(1);
  expect([...of(learnt[0]!)].filter((one) => of(judged[0]!).has(one))).toEqual([]);
  expect(judged[2]).toEqual([...rows.test]);
});
