import { expect, test } from 'vitest';
import type { Column } from '../../runtime/data/dataset.ts';
import { prepare } from '../../runtime/graph/prepare.ts';
import { programOf } from '../support/compile.ts';
import { outcomeOf, upTo } from './support.ts';

/** The last row is not of the training split, and lies outside of its range. */
const X = [
  [1, 40],
  [2, 20],
  [4, 30],
  [5, 10],
  [9, -50],
];
const TRAINING = 4;

/** What a feature makes of each row, fitted on all but the last. */
async function rowsOf(
  feature: string,
  modality = 'real[2]',
  rows: readonly (readonly number[])[] = X,
): Promise<number[][]> {
  const program = programOf(`model M {
  modality x: ${modality}
  readout y = x |> ${feature}
}`);
  const node = program.readouts[0]!.node;
  const column: Column = {
    shape: [rows[0]!.length],
    values: Float64Array.from(rows.flat()),
    present: null,
  };
  const { sampled } = await prepare({
    program,
    targets: [node],
    count: rows.length,
    columns: new Map([['x', column]]),
    training: Uint32Array.from(upTo(TRAINING)),
    fits: new Map(),
    precision: 'f64',
    also: [node],
    features: new Map(),
    pause: () => Promise.resolve(),
  });
  const { values, size } = sampled.get(node)!;
  return rows.map((_, row) => [...values.subarray(row * size, (row + 1) * size)]);
}

function expectRows(
  found: readonly (readonly number[])[],
  wanted: readonly (readonly number[])[],
): void {
  found.forEach((row, i) =>
    row.forEach((value, k) => expect(value).toBeCloseTo(wanted[i]![k]!, 6)),
  );
}

const training = X.slice(0, TRAINING);
const column = (k: number): number[] => training.map((row) => row[k]!);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: readonly number[]): number =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

test('standardise: by the training rows, for all rows', async () => {
  expectRows(
    await rowsOf('standardise'),
    X.map((row) => row.map((value, k) => (value - mean(column(k))) / spread(column(k)))),
  );
});

test('scale: each feature by its own range, and what lies outside is clipped', async () => {
  expectRows(await rowsOf('scale(-1, 1)'), [
    [-1, 1],
    [-0.5, -1 / 3],
    [0.5, 1 / 3],
    [1, -1],
    [1, -1],
  ]);
});

test('scale_all: one range for both features', async () => {
  const share = (value: number): number => Math.min(Math.max((value - 1) / 39, 0), 1);
  expectRows(
    await rowsOf('scale_all(0, 1)'),
    X.map((row) => row.map(share)),
  );
});

/** The unit vector of a symmetric two by two matrix with the larger eigenvalue; its larger entry is positive. */
function leading(a: number, b: number, d: number): readonly [number, number] {
  const angle = Math.atan2(2 * b, a - d) / 2;
  const vector = [Math.cos(angle), Math.sin(angle)] as const;
  const peak = Math.abs(vector[0]) > Math.abs(vector[1]) ? vector[0] : vector[1];
  return peak < 0 ? [-vector[0], -vector[1]] : vector;
}

function moments(rows: readonly (readonly number[])[]): readonly [number, number, number] {
  const product = (i: number, k: number): number => mean(rows.map((row) => row[i]! * row[k]!));
  return [product(0, 0), product(0, 1), product(1, 1)];
}

test('pca: along the direction that varies most', async () => {
  const centre = [mean(column(0)), mean(column(1))] as const;
  const centred = (row: readonly number[]): number[] => row.map((value, k) => value - centre[k]!);
  const [u, v] = leading(...moments(training.map(centred)));
  expectRows(
    await rowsOf('pca(1)'),
    X.map((row) => [u * centred(row)[0]! + v * centred(row)[1]!]),
  );
});

test('lsa: the same without centring', async () => {
  const [u, v] = leading(...moments(training));
  expectRows(
    await rowsOf('lsa(1)'),
    X.map(([a = 0, b = 0]) => [u * a + v * b]),
  );
});

test('tfidf: counts by rarity, as unit vectors', async () => {
  const texts = [
    [0, 1, 0],
    [0, 2, -1],
    [0, 1, -1],
    [0, 1, 1],
    [2, 0, 3],
  ];
  // Words 0 to 3 are in 4, 3, 1 and 0 of the four training texts.
  const rarity = [4, 3, 1, 0].map((texts) => Math.log(5 / (1 + texts)) + 1);
  const wanted = texts.map((words) => {
    const counts = upTo(4).map((word) => words.filter((one) => one === word).length);
    const weighted = counts.map((count, word) => count * rarity[word]!);
    const length = Math.hypot(...weighted);
    return weighted.map((value) => value / length);
  });
  expectRows(await rowsOf('tfidf', 'text(words: 3, vocabulary: 4)', texts), wanted);
});

test('embedding: rows of a table, zeros where there is no word', () => {
  const { readout, weights } = outcomeOf(
    `model M {
  modality said: text(words: 3, vocabulary: 4)
  readout z = said |> embedding(2)
}`,
    { said: [2, -1, 0] },
  );
  const table = weights('table');
  expect(readout('z')).toEqual([table[4]!, table[5]!, 0, 0, table[0]!, table[1]!]);
});
