import { describe, expect, test } from 'vitest';
import { leftOut, shuffled } from '../../runtime/compare/ablate.ts';
import type { FoldData } from '../../runtime/compare/train-variant.ts';
import { programOf } from '../support/compile.ts';

const program = programOf(`model M {
  modality left: real[2]
  modality right: real[1]
  modality words: text(words: 2, vocabulary: 3)
  label y: class(2)
  register q[2]
  encode left |> standardise into q with angle
  let more = linear([right, words |> embedding(2) |> flatten], 2)
  readout logits = expect(Z(q)) + more
  objective classify(logits, y)
}`);
const targets = [program.objectives[0]!.node];

const count = 10;
const data: FoldData = {
  count,
  ids: [],
  columns: new Map([
    ['left', { shape: [2], values: Float64Array.from({ length: 20 }, (_, k) => k), present: null }],
    [
      'right',
      {
        shape: [1],
        values: Float64Array.from({ length: 10 }, (_, k) => k),
        present: Uint8Array.from({ length: 10 }, (_, k) => Number(k !== 2)),
      },
    ],
    ['words', { shape: [2], values: new Float64Array(20), present: null }],
  ]),
  rows: {
    train: Uint32Array.of(0, 2, 4, 6, 8),
    validate: new Uint32Array(0),
    test: Uint32Array.of(1, 3, 5, 7, 9),
    name: '',
  },
  fold: { index: 0, count: 1 },
  vocabularies: {},
  classes: {},
  groups: null,
  features: new Map(),
};

describe('a modality that is left out', () => {
  test('is absent where only encoders read it', () => {
    const seen = leftOut(program, targets, 'left', data)!;
    expect([...seen.get('left')!.present!]).toEqual(new Array(count).fill(0));
    expect(seen.get('right')).toBe(data.columns.get('right'));
  });

  test('is the average of the training split where a layer reads it', () => {
    const seen = leftOut(program, targets, 'right', data)!.get('right')!;
    // Of rows 0, 4, 6 and 8; row 2 has no value.
    expect([...seen.values]).toEqual(new Array(count).fill(4.5));
    expect(seen.present).toBeNull();
  });

  test('has no average where it is words', () => {
    expect(leftOut(program, targets, 'words', data)).toBeNull();
  });
});

describe('a modality that is shuffled', () => {
  const seen = shuffled('left', data, 3).get('left')!;
  const rowsOf = (values: ArrayLike<number>, rows: Uint32Array): string[] =>
    [...rows].map((row) => `${values[2 * row]!},${values[2 * row + 1]!}`);

  test('has the values of other samples of the same split', () => {
    const { values } = data.columns.get('left')!;
    for (const rows of [data.rows.train, data.rows.test]) {
      expect(rowsOf(seen.values, rows)).not.toEqual(rowsOf(values, rows));
      expect(rowsOf(seen.values, rows).sort()).toEqual(rowsOf(values, rows).sort());
    }
  });

  test('is dealt out by the seed', () => {
    expect(shuffled('left', data, 3).get('left')).toEqual(seen);
    expect(shuffled('left', data, 4).get('left')).not.toEqual(seen);
  });

  test('takes along what is missing', () => {
    const { values, present } = shuffled('right', data, 3).get('right')!;
    expect(present!.reduce((sum, flag) => sum + flag, 0)).toBe(9);
    const place = present!.indexOf(0);
    expect(values[place]).toBe(2);
  });
});
