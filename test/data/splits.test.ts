import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dataset, SplitRows } from '../../runtime/data/index.ts';
import type { Input, Split } from '../../runtime/program/index.ts';
import { asLabel, classes, fractions, load, named, real, toldBy, valuesOf } from './samples.ts';

/** `count` rows of three classes (the third rare) and five speakers. */
const table = (count: number) =>
  [
    'x,kind,speaker',
    ...Array.from(
      { length: count },
      (_, row) => `${row},${row % 10 < 6 ? 0 : row % 10 < 9 ? 1 : 2},s${(row * 7) % 5}`,
    ),
  ].join('\n');

const split = (count: number, kind: Split, seed = 0): Dataset =>
  load([real('x'), classes('kind', 3)], {
    files: { 'table.csv': table(count) },
    split: kind,
    seed,
  });

const all = ({ train, validate, test: held }: SplitRows): number[] => [
  ...train,
  ...validate,
  ...held,
];

const shareOf = (dataset: Dataset, rows: Uint32Array, kind: number): number =>
  [...rows].filter((row) => valuesOf(dataset, 'kind')[row] === kind).length / rows.length;

describe('fractions', () => {
  test('are exact, disjoint, and hold each class in its share', () => {
    const dataset = split(200, fractions(0.7, 0.1, 0.2));
    const rows = dataset.folds[0]!;
    expect([rows.train.length, rows.validate.length, rows.test.length]).toEqual([140, 20, 40]);
    expect(all(rows).sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, row) => row));
    for (const part of [rows.train, rows.validate, rows.test]) {
      expect(shareOf(dataset, part, 0)).toBeCloseTo(0.6, 1);
      expect(shareOf(dataset, part, 2)).toBeCloseTo(0.1, 1);
    }
  });

  test('follow the seed alone', () => {
    const rows = (seed: number) => [...split(50, fractions(0.8, 0, 0.2), seed).folds[0]!.test];
    expect(rows(3)).toEqual(rows(3));
    expect(rows(3)).not.toEqual(rows(4));
  });

  test('keep groups whole', () => {
    const dataset = split(100, fractions(0.6, 0.2, 0.2, 'speaker'));
    const speakers = (rows: Uint32Array) => new Set([...rows].map((row) => (row * 7) % 5));
    const { train, validate, test: held } = dataset.folds[0]!;
    expect([speakers(train).size, speakers(validate).size, speakers(held).size]).toEqual([3, 1, 1]);
    expect(new Set([...speakers(train), ...speakers(validate), ...speakers(held)]).size).toBe(5);
  });
});

describe('folds', () => {
  test('test every row once', () => {
    const dataset = split(53, { kind: 'folds', count: 4, group: null });
    expect(dataset.folds.flatMap((fold) => [...fold.test]).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 53 }, (_, row) => row),
    );
    for (const fold of dataset.folds) expect(new Set(all(fold)).size).toBe(53);
    expect(dataset.folds.map(({ name }) => name)).toEqual(['1', '2', '3', '4']);
  });

  test('of groups are named after those they hold out', () => {
    const dataset = split(100, { kind: 'folds', count: 5, group: 'speaker' });
    expect(dataset.folds.map(({ name }) => name)).toEqual(['s0', 's1', 's2', 's3', 's4']);
    for (const fold of dataset.folds) {
      expect(new Set([...fold.test].map((row) => `s${(row * 7) % 5}`))).toEqual(
        new Set([fold.name]),
      );
      expect(fold.train.length).toBe(80);
    }
    expect(
      split(100, { kind: 'folds', count: 2, group: 'speaker' })
        .folds.map(({ name }) => name.split(', ').length)
        .sort(),
    ).toEqual([2, 3]);
  });
});

test('any grouped split parts the rows and tears no group apart', () => {
  const groups = fc
    .array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 60 })
    .filter((list) => new Set(list).size >= 3);
  fc.assert(
    fc.property(groups, fc.integer({ min: 0, max: 1000 }), (list, seed) => {
      const files = {
        'table.csv': ['x,g', ...list.map((group, row) => `${row},${group}`)].join('\n'),
      };
      const [rows] = load([real('x')], { files, split: fractions(0.6, 0.2, 0.2, 'g'), seed }).folds;
      const parts = [rows!.train, rows!.validate, rows!.test].map(
        (part) => new Set([...part].map((row) => list[row])),
      );
      expect(all(rows!).sort((a, b) => a - b)).toEqual(list.map((_, row) => row));
      expect(parts.reduce((sum, part) => sum + part.size, 0)).toBe(new Set(list).size);
    }),
    { seed: 7, numRuns: 100 },
  );
});

describe('take', () => {
  test('keeps so many rows, chosen by the seed, in their order', () => {
    const taken = (seed: number) =>
      valuesOf(load([real('x')], { files: { 'table.csv': table(100) }, take: 10, seed }), 'x');
    expect(taken(1)).toHaveLength(10);
    expect(taken(1)).toEqual(taken(1).toSorted((a, b) => a - b));
    expect(taken(1)).not.toEqual(taken(2));
  });
});

describe('splits that the data itself makes', () => {
  test('by a column', () => {
    const files = { 'table.csv': 'x,part\n0,test\n1,train\n2,train\n' };
    const dataset = load([real('x')], { files, split: { kind: 'column', column: 'part' } });
    expect(dataset.folds[0]).toMatchObject({
      train: Uint32Array.of(1, 2),
      validate: Uint32Array.of(),
      test: Uint32Array.of(0),
    });
    const odd = { 'table.csv': 'x,part\n0,train\n1,tset\n' };
    expect(
      toldBy(() => load([real('x')], { files: odd, split: { kind: 'column', column: 'part' } })),
    ).toMatch(
      'value-unreadable: column `part` says `tset` in sample 2: it should say `train`, `validate` or `test`.',
    );
  });

  test('by a file for each', () => {
    const files = { 'a.csv': 'x,id\n0,p\n1,q\n', 'b.csv': 'id,x\nr,2\n' };
    const paths = { kind: 'split', train: 'a.csv', validate: null, test: 'b.csv' } as const;
    const source = { kind: 'csv', paths } as const;
    const dataset = load([real('x')], { files, source, split: { kind: 'files' } });
    expect(dataset.folds[0]).toMatchObject({
      train: Uint32Array.of(0, 1),
      test: Uint32Array.of(2),
    });
    expect(valuesOf(dataset, 'x')).toEqual([0, 1, 2]);
    expect(dataset.ids).toEqual(['p', 'q', 'r']);
  });

  test('may not overlap', () => {
    const files = { 'a.csv': 'x,id\n0,p\n1,q\n', 'b.csv': 'id,x\nq,2\n', 'c.csv': 'x\n1\n' };
    const told = (train: string, held: string) => {
      const paths = { kind: 'split', train, validate: null, test: held } as const;
      return toldBy(() =>
        load([real('x')], { files, source: { kind: 'csv', paths }, split: { kind: 'files' } }),
      );
    };
    expect(told('a.csv', 'b.csv')).toMatch(
      'split-overlap: Sample `q` of `things` stands both in train (a.csv, line 3) and in test (b.csv, line 2).',
    );
    expect(told('c.csv', 'c.csv')).toMatch(
      'split-overlap: `things` reads c.csv both as train and as test.',
    );
  });
});

describe('empty splits', () => {
  test('are refused with the counts', () => {
    expect(toldBy(() => split(3, fractions(0.9, 0, 0.1)))).toBe(
      'split-empty: The test split of `things` has no sample: of 3 samples, train 3, validate 0, test 0. / ' +
        'Take more samples, or other fractions.',
    );
    expect(toldBy(() => split(100, { kind: 'folds', count: 6, group: 'speaker' }))).toMatch(
      'split-empty: 6 folds of `things` need 6 groups, and column `speaker` has 5: `s0`',
    );
    expect(toldBy(() => split(100, fractions(0.8, 0, 0.2, 'speker')))).toMatch(
      /no column `speker`.*Did you mean `speaker`/,
    );
  });
});

test('new data is taken whole, whatever the source says of splits', () => {
  const dataset = load([real('x')], {
    files: { 'table.csv': 'x\n4\n5\n' },
    split: { kind: 'column', column: 'part' },
    rows: 'all',
    take: 1,
  });
  expect(dataset.folds).toEqual([
    { train: Uint32Array.of(), validate: Uint32Array.of(), test: Uint32Array.of(0, 1), name: '' },
  ]);
});

describe('a random split that tears groups apart', () => {
  const warnings = (
    header: string,
    kind: Split,
    inputs: readonly Input[] = [real('x')],
  ): string[] =>
    load(inputs, {
      files: { 'table.csv': table(20).replace('x,kind,speaker', header) },
      split: kind,
    }).warnings.map(({ details }) => `${details.code}: ${details.message} ${details.help}`);

  test('is remarked on, with the split that keeps them together', () => {
    expect(warnings('x,kind,Speaker_ID', fractions(0.5, 0.25, 0.25))).toEqual([
      'group-ignored: Column `Speaker_ID` of `things` says whose a sample is, and the random split has 5 of its 5 groups on both sides. Keep groups together: `split: fractions(train: 0.5, validate: 0.25, test: 0.25, group: "Speaker_ID")`.',
    ]);
    expect(warnings('x,kind,patient', { kind: 'folds', count: 2, group: null })[0]).toContain(
      'folds(2, group: "patient")',
    );
  });

  test.each<[string, string, Split]>([
    ['no column says whose they are', 'x,kind,colour', fractions(0.5, 0, 0.5)],
    ['the split keeps them', 'x,kind,speaker', fractions(0.6, 0, 0.4, 'speaker')],
    ['nothing is held out', 'x,kind,speaker', fractions(1, 0, 0)],
    ['every sample has its own', 'speaker,x,colour', fractions(0.5, 0, 0.5)],
  ])('but not where %s', (_, header, kind) => {
    expect(warnings(header, kind)).toEqual([]);
  });

  test('nor where the model is asked for it', () => {
    const asked = [real('x'), asLabel(named('speaker', 's0', 's1', 's2', 's3', 's4'))];
    expect(warnings('x,kind,speaker', fractions(0.5, 0, 0.5), asked)).toEqual([]);
  });
});
