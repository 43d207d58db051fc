import { describe, expect, test } from 'vitest';
import type { AlignedField, Source } from '../../runtime/program/index.ts';
import { numbers } from './arrays.ts';
import { classes, column, load, named, real, toldBy, valuesOf } from './samples.ts';

const csv = (path: string): AlignedField => ({ kind: 'csv', path, column: null });
const aligned = (fields: Readonly<Record<string, AlignedField>>): Source => ({
  kind: 'aligned',
  fields,
});

describe('a table without a header', () => {
  const files = { 'table.csv': '0.5,1,7\n3,4,8\n' };

  test('has positions for columns, or is one tensor', () => {
    expect(valuesOf(load([real('x', 3)], { files }), 'x')).toEqual([0.5, 1, 7, 3, 4, 8]);
    const columns = {
      x: { kind: 'range', start: 0, stop: 2 },
      y: { kind: 'index', index: 2 },
    } as const;
    const dataset = load([real('x', 2), real('y')], { files, columns });
    expect(valuesOf(dataset, 'x')).toEqual([0.5, 1, 3, 4]);
    expect(valuesOf(dataset, 'y')).toEqual([7, 8]);
  });

  test('is told from one whose columns are numbered', () => {
    const numbered = { 'table.csv': '0,1,2\n3,4,8\n' };
    expect(valuesOf(load([real('2')], { files: numbered }), '2')).toEqual([8]);
  });

  test('says how to name a column, and counts its lines from the first', () => {
    expect(toldBy(() => load([real('x', 2)], { files }))).toBe(
      'column-not-found: table.csv has no header, so none of its 3 columns is `x`. / ' +
        'Say at which positions it stands: `x: 0..4`.',
    );
    const ragged = { 'table.csv': '0.5,1\n3\n' };
    expect(toldBy(() => load([real('x', 2)], { files: ragged }))).toMatch(
      'table.csv, line 2: the row has 1 cells, and the first row has 2 columns.',
    );
    const text = { 'table.csv': '0.5,1\n3,?\n' };
    expect(toldBy(() => load([real('x', 2)], { files: text }))).toMatch(
      'table.csv, line 2, column `0 to 1`: `?` is not a number.',
    );
  });
});

describe('aligned sources', () => {
  const files = {
    'fou.csv': '1,2\n3,4\n5,6\n7,8\n',
    'kar.csv': 'kar,other\n10,x\n20,y\n30,z\n40,u\n',
    'pix.npy': numbers('<f4', [4, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
  };
  const source = aligned({
    fou: csv('fou.csv'),
    kar: csv('kar.csv'),
    name: { kind: 'csv', path: 'kar.csv', column: column('other') },
    pix: { kind: 'npy', path: 'pix.npy', column: null },
    digit: { kind: 'blocks', rows: 2 },
  });

  test('are joined row by row, with a class by row', () => {
    const inputs = [
      real('fou', 2),
      real('kar'),
      real('pix', 3),
      classes('digit', 2),
      named('name', 'x', 'y', 'z', 'u'),
    ];
    const dataset = load(inputs, { files, source });
    expect(valuesOf(dataset, 'fou')).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(valuesOf(dataset, 'kar')).toEqual([10, 20, 30, 40]);
    expect(valuesOf(dataset, 'pix').slice(3, 6)).toEqual([4, 5, 6]);
    expect(valuesOf(dataset, 'digit')).toEqual([0, 0, 1, 1]);
    expect(valuesOf(dataset, 'name')).toEqual([0, 1, 2, 3]);
  });

  test('keep their rows together where only some are taken', () => {
    const dataset = load([real('fou', 2), real('kar')], { files, source, take: 2 });
    const tens = valuesOf(dataset, 'kar').map((value) => value / 10);
    expect(valuesOf(dataset, 'fou')).toEqual(tens.flatMap((row) => [2 * row - 1, 2 * row]));
  });

  test('say in which file a value cannot be read', () => {
    const told = (changed: Readonly<Record<string, string>>) =>
      toldBy(() =>
        load([real('fou', 2), real('kar')], { files: { ...files, ...changed }, source }),
      );
    expect(told({ 'fou.csv': '1,2\n3,4\n5,a\n7,8\n' })).toBe(
      'value-unreadable: fou.csv, line 3, column `0 to 1`: `a` is not a number.',
    );
    expect(told({ 'kar.csv': 'kar,other\n1,x\n,x\n2,x\n3,x\n' })).toMatch(
      'kar.csv, line 3, column `kar`: the cell is empty, and `kar` needs a value.',
    );
    expect(told({ 'kar.csv': 'kar,other\n1,x\n' })).toMatch(
      '`fou` (fou.csv) has 4 rows, and `kar` (kar.csv) has 1: row by row they do not match.',
    );
  });

  test('of blocks that do not fill the rows are refused', () => {
    const blocks = aligned({ fou: csv('fou.csv'), digit: { kind: 'blocks', rows: 3 } });
    expect(toldBy(() => load([classes('digit', 2)], { files, source: blocks }))).toBe(
      'value-unreadable: `digit` is a class for every 3 rows, and 4 rows are no whole number of such blocks. / ' +
        'Use `blocks(n)` with an n that divides 4.',
    );
  });
});
