import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../runtime/program/index.ts';
import { bits, classes, load, named, optional, real, toldBy, valuesOf } from './samples.ts';

/** Three rows in two row groups, written by pyarrow 26. */
const fixture = (compression: string): Uint8Array =>
  readFileSync(new URL(`../fixtures/data/${compression}.parquet`, import.meta.url));

const source: Source = { kind: 'parquet', paths: { kind: 'one', path: 'things.parquet' } };

describe('a parquet file', () => {
  test.each(['snappy', 'gzip'])('compressed by %s has numbers, texts, bits and lists', (name) => {
    const inputs = [
      optional(real('x')),
      real('n'),
      named('kind', 'red', 'blue'),
      bits('flag'),
      real('vector', 2),
    ];
    const dataset = load(inputs, { files: { 'things.parquet': fixture(name) }, source });
    expect(dataset.columns.get('x')).toMatchObject({
      values: Float64Array.of(1.5, 0, -2),
      present: Uint8Array.of(1, 0, 1),
    });
    expect(valuesOf(dataset, 'n')).toEqual([1, 2, 3]);
    expect(valuesOf(dataset, 'kind')).toEqual([0, 1, 0]);
    expect(valuesOf(dataset, 'flag')).toEqual([1, 0, 1]);
    expect(valuesOf(dataset, 'vector')).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('says which column and row cannot be read', () => {
    const told = (...inputs: Parameters<typeof load>[0]) =>
      toldBy(() => load(inputs, { files: { 'things.parquet': fixture('snappy') }, source }));
    expect(told(real('x'))).toMatch(
      'value-unreadable: things.parquet, column `x`, row 1: the cell is empty, and `x` needs a value.',
    );
    expect(told(real('kind'))).toMatch(
      'things.parquet, column `kind`, row 0: `red` is not a number.',
    );
    expect(told(classes('sort', 2))).toMatch(
      'things.parquet has no column `sort`. Its columns are `x`, `n`, `kind`, `flag` and `vector`.',
    );
  });

  test('of another compression, or no parquet file at all, is refused', () => {
    const told = (file: Uint8Array) =>
      toldBy(() => load([real('n')], { files: { 'things.parquet': file }, source }));
    expect(told(fixture('zstd'))).toMatch(
      /^value-unreadable: things\.parquet, column `x`: .*ZSTD.* \/ Save it with `compression="snappy"`/,
    );
    expect(told(fixture('snappy').slice(0, 300))).toMatch(
      'things.parquet is of a kind not known here',
    );
    expect(told(new TextEncoder().encode('x\n1\n'))).toMatch(
      'things.parquet is a text file, not a Parquet',
    );
  });
});
