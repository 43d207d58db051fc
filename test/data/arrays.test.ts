import { readFileSync } from 'node:fs';
import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../runtime/program/index.ts';
import { characters, idx, npy, npz, numbers } from './arrays.ts';
import {
  asLabel,
  bits,
  classes,
  column,
  image,
  load,
  named,
  optional,
  png,
  problemOf,
  real,
  text,
  toldBy,
  valuesOf,
  PLACE,
} from './samples.ts';

const npzSource: Source = { kind: 'npz', paths: { kind: 'one', path: 'features.npz' } };
const npySource: Source = { kind: 'npy', paths: { kind: 'one', path: 'x.npy' } };

const readX = (file: Uint8Array, ...shape: readonly number[]) =>
  valuesOf(load([real('x', ...shape)], { files: { 'x.npy': file }, source: npySource }), 'x');

describe('an npy file', () => {
  test.each(['<f4', '>f4', '<f8', '>f8', '<i8', '>i8', '<i4', '>i4', '|i1'])(
    'of %s is read number by number',
    (type) => {
      expect(readX(numbers(type, [3, 2], [1, -2, 3, 4, 5, -60]), 2)).toEqual([1, -2, 3, 4, 5, -60]);
    },
  );

  test('of bytes, booleans and half precision too', () => {
    expect(readX(npy('|u1', [2], Uint8Array.of(0, 255)))).toEqual([0, 255]);
    expect(readX(npy('|b1', [2], Uint8Array.of(0, 1)))).toEqual([0, 1]);
    // One, minus two, the smallest number above zero, and the largest (IEEE 754 binary16).
    const halves = numbers('<f2', [4], [0x3c00, 0xc000, 0x0001, 0x7bff]);
    expect(readX(halves)).toEqual([1, -2, 2 ** -24, 65504]);
  });

  test('in column-major order is turned round', () => {
    const entries = [0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11];
    const file = numbers('<f4', [2, 3, 2], entries, 'column');
    expect(readX(file, 3, 2)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test('gives its columns where the source names positions', () => {
    const columns = {
      x: { kind: 'range', start: 0, stop: 2 },
      kind: { kind: 'index', index: 2 },
    } as const;
    const files = { 'x.npy': numbers('<f4', [2, 3], [1, 2, 0, 3, 4, 1]) };
    const dataset = load([real('x', 2), classes('kind', 2)], { files, source: npySource, columns });
    expect(valuesOf(dataset, 'x')).toEqual([1, 2, 3, 4]);
    expect(valuesOf(dataset, 'kind')).toEqual([0, 1]);
  });

  test('that is cut, foreign or of objects is refused', () => {
    const told = (file: Uint8Array) => toldBy(() => readX(file));
    expect(told(numbers('<f4', [2], [1, 2]).slice(0, -1))).toBe(
      'value-unreadable: x.npy ends too early: <f4 of shape [2] takes 8 bytes, and 7 are there.',
    );
    expect(told(new TextEncoder().encode('x\n1\n'))).toBe(
      'value-unreadable: x.npy is a text file, not a NumPy array.',
    );
    expect(told(npy('|O', [2], new Uint8Array(9)))).toMatch('x.npy holds Python objects; numbers');
    expect(told(npy('<c8', [1], new Uint8Array(8)))).toMatch('x.npy holds entries of type <c8');
  });
});

describe('an npz archive', () => {
  const files = {
    'features.npz': npz({
      voice: numbers('<f4', [3, 2], [1, 2, NaN, NaN, 5, 6]),
      mood: numbers('<i8', [3], [1, 0, 1]),
      split: npy('<U5', [3], characters(5, 'train', 'train', 'test')),
      version: numbers('<i4', [], [7]),
      notes: numbers('<f4', [1], [0]),
    }),
  };

  test('has an array for each field, and one may say the split', () => {
    const inputs = [optional(real('voice', 2)), classes('label', 2)];
    const dataset = load(inputs, {
      files,
      source: npzSource,
      columns: { label: column('mood') },
      split: { kind: 'column', column: 'split' },
    });
    expect(valuesOf(dataset, 'label')).toEqual([1, 0, 1]);
    expect(dataset.folds[0]).toMatchObject({
      train: Uint32Array.of(0, 1),
      test: Uint32Array.of(2),
    });
    expect(dataset.columns.get('voice')!.present).toEqual(Uint8Array.of(1, 0, 1));
  });

  test('may be one for each split', () => {
    const part = (...values: readonly number[]) =>
      npz({ x: numbers('>f8', [values.length], values) });
    const paths = { kind: 'split', train: 'a.npz', validate: null, test: 'b.npz' } as const;
    const dataset = load([real('x')], {
      files: { 'a.npz': part(1, 2), 'b.npz': part(3) },
      source: { kind: 'npz', paths },
      split: { kind: 'files' },
    });
    expect(valuesOf(dataset, 'x')).toEqual([1, 2, 3]);
    expect(dataset.folds[0]).toMatchObject({
      train: Uint32Array.of(0, 1),
      test: Uint32Array.of(2),
    });
  });

  test('says which array, which row and which shape does not fit', () => {
    const told = (...inputs: Parameters<typeof load>[0]) =>
      toldBy(() => load(inputs, { files, source: npzSource }));
    expect(told(real('voise', 2))).toBe(
      'column-not-found: features.npz has no array `voise`. Its arrays are `voice`, `mood`, `split`, `version` and ' +
        '`notes`. / Did you mean `voice`? Name the array in the data source: `voise: "array"`.',
    );
    expect(told(real('voice', 3))).toBe(
      'value-unreadable: features.npz, array `voice`, row 0: an array of shape [2] where `voice` takes [3]. / ' +
        'The first axis of a file runs over samples, the others are those of one sample.',
    );
    expect(told(real('voice', 2))).toMatch(
      'features.npz, array `voice`, row 1: `NaN` is not a number.',
    );
    expect(told(real('mood'), real('notes'))).toBe(
      'value-unreadable: features.npz: array `mood` has 3 rows, and `notes` has 1. / ' +
        'The first axis of every array runs over the samples.',
    );
    expect(told(named('mood', 'calm', 'wild'))).toMatch(
      'label-unknown: features.npz, array `mood`, row 0: `1` is not a class of `mood`',
    );
  });

  test('that is none, or damaged, is refused with its place in the source', () => {
    const refused = (file: Uint8Array) =>
      problemOf(() => load([real('x')], { files: { 'features.npz': file }, source: npzSource }));
    expect(refused(numbers('<f4', [1], [1]))).toMatchObject({
      message: 'features.npz is a NumPy array, not an .npz archive.',
      file: 'features.npz',
      place: PLACE,
    });
    expect(refused(files['features.npz'].slice(0, 400)).message).toBe(
      'features.npz is a damaged .npz archive.',
    );
    expect(refused(npz({ x: numbers('<f4', [2], [1, 2]).slice(0, -3) })).message).toBe(
      'features.npz: array `x` ends too early: <f4 of shape [2] takes 8 bytes, and 5 are there.',
    );
  });

  test('may hold texts', () => {
    const stored = { said: npy('|S9', [2], new TextEncoder().encode('red blue\0blue\0\0\0\0\0')) };
    const dataset = load([text('said', 2, 5)], {
      files: { 'features.npz': npz(stored) },
      source: npzSource,
    });
    expect(dataset.vocabularies[0]).toEqual({ said: ['blue', 'red'] });
    expect(valuesOf(dataset, 'said')).toEqual([1, 0, 0, -1]);
  });
});

describe('an archive that NumPy 2.4 wrote', () => {
  const path = new URL('../fixtures/data/numpy.npz', import.meta.url);
  const files = { 'features.npz': readFileSync(path) };

  test('gives its arrays, whatever their order and width', () => {
    const inputs = [
      ...['row', 'column', 'half'].map((name) => real(name, 3, 2)),
      bits('flag'),
      named('name', 'first', 'second'),
    ];
    const dataset = load(inputs, { files, source: npzSource });
    for (const name of ['row', 'column', 'half']) {
      expect(valuesOf(dataset, name)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    }
    expect(valuesOf(dataset, 'flag')).toEqual([1, 0]);
    expect(valuesOf(dataset, 'name')).toEqual([0, 1]);
  });
});

describe('an idx file', () => {
  const source: Source = {
    kind: 'aligned',
    fields: {
      picture: { kind: 'idx', path: 'images.idx', column: null },
      digit: { kind: 'idx', path: 'labels.idx', column: null },
    },
  };
  const files = {
    'images.idx': gzipSync(idx([2, 2, 2], [0, 255, 51, 102, 255, 255, 255, 255])),
    'labels.idx': idx([2], [7, 3]),
  };

  test('holds pictures from black to white, scaled, and classes; it may be gzipped', () => {
    const dataset = load([image('picture', 2, 2), classes('digit', 10)], { files, source });
    expect(valuesOf(dataset, 'digit')).toEqual([7, 3]);
    expect([...dataset.columns.get('picture')!.values]).toEqual(
      [0, 1, 0.2, 0.4, 1, 1, 1, 1].map(Math.fround),
    );
    const small = load([image('picture', 1, 1)], { files, source });
    expect(valuesOf(small, 'picture')[0]).toBeCloseTo(0.4, 6);
  });

  test('that is damaged, or has not as many rows as the other, is refused', () => {
    const told = (changed: Readonly<Record<string, Uint8Array>>) =>
      toldBy(() => load([image('picture', 2, 2)], { files: { ...files, ...changed }, source }));
    expect(told({ 'images.idx': idx([2, 2, 2], [1, 2, 3]) })).toBe(
      'value-unreadable: images.idx is damaged: entries of shape [2, 2, 2] take 8 bytes, and 3 are there.',
    );
    expect(told({ 'images.idx': png(1, 1, 1, [0]) })).toMatch(
      'images.idx is a PNG picture, not an IDX array.',
    );
    expect(told({ 'labels.idx': idx([3], [1, 2, 3]) })).toBe(
      'value-unreadable: `picture` (images.idx) has 2 rows, and `digit` (labels.idx) has 3: row by row they do not ' +
        'match. / Every file needs a row for the same samples, in the same order.',
    );
  });
});

describe('arrays beside a table', () => {
  test('may be named by its cells', () => {
    const files = {
      'table.csv': 'x,face\na.npy,p.npy\n',
      'a.npy': numbers('<f4', [2, 2], [1, 2, 3, 4]),
      'p.npy': npy('|u1', [1, 2], Uint8Array.of(0, 255)),
    };
    const dataset = load([real('x', 2, 2), image('face', 1, 2)], { files });
    expect(valuesOf(dataset, 'x')).toEqual([1, 2, 3, 4]);
    expect(valuesOf(dataset, 'face')).toEqual([0, 1]);
    expect(toldBy(() => load([real('x', 3)], { files }))).toMatch(
      'table.csv, line 2, column `x`: an array of shape [2, 2] where `x` takes [3].',
    );
    expect(toldBy(() => load([bits('x', 2, 2)], { files }))).toMatch(
      'table.csv, line 2, column `x`: `2` is not a bit, 0 or 1.',
    );
  });

  test('may be a column of their own, with a row for each row of the tables', () => {
    const paths = { kind: 'split', train: 'a.csv', validate: null, test: 'b.csv' } as const;
    const loading = {
      source: { kind: 'csv', paths },
      columns: { picture: column('clip.npy') },
      split: { kind: 'files' },
    } as const;
    const tables = { 'a.csv': 'y\n1\n2\n', 'b.csv': 'y\n3\n' };
    const files = { ...tables, 'clip.npy': numbers('<f4', [3, 2], [1, 1, 2, 2, 3, 3]) };
    const inputs = [real('picture', 2), asLabel(real('y'))];
    const dataset = load(inputs, { files, ...loading });
    expect(valuesOf(dataset, 'picture')).toEqual([1, 1, 2, 2, 3, 3]);
    expect(valuesOf(dataset, 'y')).toEqual([1, 2, 3]);
    const short = { ...tables, 'clip.npy': numbers('<f4', [2, 2], [1, 1, 2, 2]) };
    expect(toldBy(() => load(inputs, { files: short, ...loading }))).toBe(
      'value-unreadable: clip.npy has 2 rows, and a.csv, b.csv 3 rows: an array beside a table has a row for each of ' +
        'its rows.',
    );
    expect(toldBy(() => load([real('picture', 3)], { files, ...loading }))).toMatch(
      'clip.npy, row 0: an array of shape [2] where `picture` takes [3].',
    );
  });
});
