import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRecords, plainRecords } from '../../runtime/data/table/csv-records.ts';

const cell = fc.constantFrom('', 'a', '-1.5', ' b ', 'ü', '\t', "it's");
const row = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(','));

test('rows without quotes are those that a parser of all tables finds, on the same lines', () => {
  const tables = fc.record({
    rows: fc.array(row, { maxLength: 6 }),
    end: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '\uFEFF'),
    last: fc.boolean(),
  });
  fc.assert(
    fc.property(tables, ({ rows, end, mark, last }) => {
      const text = mark + rows.join(end) + (last ? end : '');
      expect(plainRecords(text)).toEqual(parsed(text));
    }),
    { numRuns: 500, seed: 3 },
  );
});

test('quotes, and lines that end in several ways, are left to that parser', () => {
  expect(csvRecords('a,"b,c"\n1,2')).toEqual([
    { record: ['a', 'b,c'], line: 1 },
    { record: ['1', '2'], line: 2 },
  ]);
  for (const text of ['a\r\nb\nc', 'a\nb\r\nc', 'a\rb\rc', 'a\nb\rc\n', 'a\r\nb\r']) {
    expect(plainRecords(text), JSON.stringify(text)).toBeUndefined();
    expect(csvRecords(text)).toEqual(parsed(text));
  }
});

/** As the parser tells it. */
function parsed(text: string): { record: string[]; line: number }[] {
  const records: { record: string[]; line: number }[] = [];
  parse(text, {
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
    on_record: (record: string[], { lines }) => {
      records.push({ record, line: lines });
      return record;
    },
  });
  return records;
}
