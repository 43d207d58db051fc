import { describe, expect, test } from 'vitest';
import {
  bits,
  classes,
  column,
  load,
  named,
  optional,
  problemOf,
  real,
  toldBy,
  valuesOf,
  PLACE,
} from './samples.ts';

const iris = 'a,b,c,species\n1,2,3,red\n4,5,6,blue\n';

describe('columns', () => {
  test('of its own name, by another name, by position, and several at once', () => {
    const files = { 'table.csv': iris };
    const flower = real('flower', 2);
    const columns = (reference: Parameters<typeof load>[1]['columns']) =>
      valuesOf(load([flower], { files, columns: reference! }), 'flower');
    expect(valuesOf(load([real('b')], { files }), 'b')).toEqual([2, 5]);
    expect(valuesOf(load([real('x')], { files, columns: { x: column('c') } }), 'x')).toEqual([
      3, 6,
    ]);
    expect(columns({ flower: { kind: 'range', start: 0, stop: 2 } })).toEqual([1, 2, 4, 5]);
    expect(columns({ flower: { kind: 'names', names: ['c', 'a'] } })).toEqual([3, 1, 6, 4]);
    expect(
      valuesOf(load([real('x')], { files, columns: { x: { kind: 'index', index: 1 } } }), 'x'),
    ).toEqual([2, 5]);
  });

  test('may hold lists in one cell', () => {
    const files = { 'table.csv': 'x\n"[1, 2, 3]"\n4 5 6\n"[[7], [8], [9.5]]"\n' };
    expect(valuesOf(load([real('x', 3)], { files }), 'x')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9.5]);
  });

  test('of a jsonl file are all keys of its rows', () => {
    const files = {
      'rows.jsonl': '{"x": [1, 2], "kind": "b"}\n\n{"kind": "a", "x": [3, 4], "id": "second"}\n',
    };
    const source = { kind: 'jsonl', paths: { kind: 'one', path: 'rows.jsonl' } } as const;
    const dataset = load([real('x', 2), classes('kind', 2)], { files, source });
    expect(valuesOf(dataset, 'x')).toEqual([1, 2, 3, 4]);
    expect(valuesOf(dataset, 'kind')).toEqual([1, 0]);
    expect(dataset.ids).toEqual(['1', 'second']);
  });

  test('that nothing depends on may be missing', () => {
    const files = { 'table.csv': iris };
    const dataset = load([real('a'), named('kind', 'x', 'y')], { files, needed: new Set(['a']) });
    expect([...dataset.columns.keys()]).toEqual(['a']);
  });

  test('that are needed and missing are named, with the nearest', () => {
    const files = { 'table.csv': iris };
    expect(toldBy(() => load([named('spicies', 'red', 'blue')], { files }))).toBe(
      'column-not-found: table.csv has no column `spicies`. Its columns are `a`, `b`, `c` and `species`. / ' +
        'Did you mean `species`? Name the column in the data source: `spicies: "column"`.',
    );
    expect(
      toldBy(() =>
        load([real('x', 3)], { files, columns: { x: { kind: 'range', start: 2, stop: 5 } } }),
      ),
    ).toMatch(
      'column-not-found: `x` is read from columns 2..5 of table.csv, which has 4 columns: `a`, `b`',
    );
  });
});

describe('numbers', () => {
  const told = (cell: string, input = real('x')) =>
    toldBy(() => load([input], { files: { 'table.csv': `id,x\n1,0.5\n2,${cell}\n` } }));

  test('are refused with file, line and column where they are none', () => {
    expect(told('abc')).toBe(
      'value-unreadable: table.csv, line 3, column `x`: `abc` is not a number.',
    );
    expect(told('NaN')).toMatch('`NaN` is not a number');
    expect(told('Infinity')).toMatch('`Infinity` is not a number');
    expect(told('0x10')).toMatch('`0x10` is not a number');
    expect(told('0.5', bits('x'))).toMatch('line 2, column `x`: `0.5` is not a bit, 0 or 1.');
    expect(told('"1, 2"')).toMatch('2 numbers where `x` takes 1.');
  });

  test('stand in the source with the data they come from', () => {
    const problem = problemOf(() => load([real('x')], { files: { 'table.csv': 'x\n?\n' } }));
    expect(problem).toMatchObject({ file: 'table.csv', line: 2, place: PLACE });
  });

  test('may be absent only where the model allows it', () => {
    const files = { 'table.csv': 'x,y\n1,2\n,3\n' };
    expect(toldBy(() => load([real('x')], { files }))).toBe(
      'value-unreadable: table.csv, line 3, column `x`: the cell is empty, and `x` needs a value. / ' +
        'Fill it in, or mark the modality as optional with `?`: `modality x: ...?`.',
    );
    const { columns } = load([optional(real('x'))], { files });
    expect(columns.get('x')).toEqual({
      shape: [],
      values: Float64Array.of(1, 0),
      present: Uint8Array.of(1, 0),
    });
  });

  test('with a hole in several columns name the hole', () => {
    const files = { 'table.csv': 'a,b,c\n1,2,3\n4,,6\n' };
    const columns = { x: { kind: 'range', start: 0, stop: 3 } } as const;
    expect(toldBy(() => load([real('x', 3)], { files, columns }))).toMatch(
      'line 3, column `b`: the cell is empty',
    );
  });
});

describe('classes', () => {
  const indices = (cells: readonly string[], count: number) => {
    const dataset = load([classes('kind', count)], {
      files: { 'table.csv': ['kind', ...cells].join('\n') },
    });
    return [valuesOf(dataset, 'kind'), dataset.classes['kind']] as const;
  };

  test('by name are their places among the declared ones', () => {
    const files = { 'table.csv': iris };
    const dataset = load([named('species', 'blue', 'green', 'red')], { files });
    expect(valuesOf(dataset, 'species')).toEqual([2, 0]);
    expect(dataset.classes).toEqual({});
  });

  test('without names are whole numbers below k, else the sorted values', () => {
    expect(indices(['2', '0', '2'], 3)).toEqual([
      [2, 0, 2],
      ['0', '1', '2'],
    ]);
    expect(indices(['10', '9', '9.0'], 2)).toEqual([
      [1, 0, 0],
      ['9', '10'],
    ]);
    expect(indices(['wet', 'dry'], 3)).toEqual([
      [1, 0],
      ['dry', 'wet'],
    ]);
  });

  test('of a checkpoint keep their order', () => {
    const files = { 'table.csv': 'kind\nwet\n' };
    const dataset = load([classes('kind', 2)], { files, classes: { kind: ['wet', 'dry'] } });
    expect(valuesOf(dataset, 'kind')).toEqual([0]);
  });

  test('that are not declared, or too many, are refused', () => {
    const files = { 'table.csv': iris };
    expect(toldBy(() => load([named('species', 'red', 'green')], { files }))).toMatch(
      'label-unknown: table.csv, line 3, column `species`: `blue` is not a class of `species`, which are `red` and `green`.',
    );
    expect(toldBy(() => indices(['a', 'b', 'c'], 2))).toMatch(
      'label-unknown: table.csv, line 4, column `kind`: `c` is one value too many: the column has 3 different ones, ' +
        '`a`, `b` and `c`, and `kind` is class(2). / Write `class(3)`',
    );
  });

  test('that are absent leave their rows without a truth', () => {
    const { columns } = load([classes('kind', 2)], {
      files: { 'table.csv': 'kind,x\n1,0\n,0\n0,0\n' },
    });
    expect(columns.get('kind')!.present).toEqual(Uint8Array.of(1, 0, 1));
  });
});

describe('tables', () => {
  test('hold commas, quotes and line breaks in quoted cells, and lines are counted over them', () => {
    const files = { 'table.csv': '\uFEFFname,x\r\n"a, ""b""\nc",1\r\n\r\nplain,oops\r\n' };
    expect(toldBy(() => load([real('x')], { files }))).toMatch(
      'table.csv, line 5, column `x`: `oops`',
    );
  });

  test('that are ragged, empty, cut or no tables are refused', () => {
    const told = (table: string | Uint8Array) =>
      toldBy(() => load([real('x')], { files: { 'table.csv': table } }));
    expect(told('x,y\n1,2\n3\n')).toBe(
      'value-unreadable: table.csv, line 3: the row has 1 cells, and the header names 2 columns. / ' +
        'A cell with a comma or a line break in it stands in "quotes".',
    );
    expect(told('')).toMatch('table.csv is empty');
    expect(told('x\n')).toMatch('split-empty: table.csv has a header and no rows');
    expect(told('x\n"1\n2\n')).toMatch('a quote that is opened is never closed');
    expect(told(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0))).toMatch(
      'table.csv is a PNG picture, not a table.',
    );
    expect(told(Uint8Array.of(0x78, 0x0a, 0xff))).toMatch('table.csv is not in UTF-8.');
  });

  test('that are not there name the path as written, where it was sought, and a near one', () => {
    const files = { 'models/data/iris.csv': iris };
    const source = { kind: 'csv', paths: { kind: 'one', path: 'data/irsi.csv' } } as const;
    expect(toldBy(() => load([real('a')], { files, source, base: 'models' }))).toBe(
      'file-not-found: There is no file `data/irsi.csv`. It was looked for at models/data/irsi.csv. / ' +
        'Did you mean `iris.csv`, which is in that folder?',
    );
  });

  test('of broken jsonl name the line', () => {
    const source = { kind: 'jsonl', paths: { kind: 'one', path: 'rows.jsonl' } } as const;
    const told = (rows: string) =>
      toldBy(() => load([real('x')], { files: { 'rows.jsonl': rows }, source }));
    expect(told('{"x": 1}\n{"x": \n')).toMatch(
      'value-unreadable: rows.jsonl, line 2: `{"x":` is not JSON.',
    );
    expect(told('[1]\n')).toMatch('rows.jsonl, line 1: `[1]` is not an object');
    expect(told('{"x": {"y": 1}}\n')).toMatch(
      '`x` is an object; a number, text or a list can be read.',
    );
  });

  test('give the same hash for the same bytes, and another for others', () => {
    const hash = (table: string) => load([real('a')], { files: { 'table.csv': table } }).hash;
    expect(hash(iris)).toBe(hash(iris));
    expect(hash(iris)).not.toBe(hash(iris.replace('1', '7')));
  });

  test('too large for the machine are refused before any file is read', () => {
    const files = { 'table.csv': 'x\n' + '0\n'.repeat(1000) };
    const host = {
      read: (path: string) => new TextEncoder().encode(files[path as 'table.csv']),
      list: () => [],
      memory: () => 2000,
    };
    expect(toldBy(() => load([real('x', 1000)], { host: host as never }))).toMatch(
      'too-large: 1000 samples of `things` take 0.0037 GiB in memory',
    );
  });
});
