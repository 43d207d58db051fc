import type { ColumnReference } from '../../program/index.ts';
import { counted, sourceProblem } from '../problems.ts';
import { readTable } from './read.ts';
import type { TableReader } from './read.ts';
import type { Table } from './table.ts';

/**
 * Columns that name an `.npy` file, as in `csv("pairs.csv", picture: "clip.npy")`: the file has a row for each row of
 * the tables, in the order train, validate, test.
 *
 * @throws UserProblem `value-unreadable` with both counts where they differ.
 */
export function attachArrays<Part extends { readonly table: Table }>(
  reader: TableReader,
  parts: readonly Part[],
  references: Readonly<Record<string, ColumnReference>>,
): readonly Part[] {
  const paths = Object.values(references).flatMap((reference) =>
    reference.kind === 'name' && /\.npy$/i.test(reference.name) ? [reference.name] : [],
  );
  const missing = [...new Set(paths)].filter((path) =>
    parts.some(({ table }) => !table.columns.includes(path)),
  );
  return missing.reduce((before, path) => attach(reader, before, path), parts);
}

function attach<Part extends { readonly table: Table }>(
  reader: TableReader,
  parts: readonly Part[],
  path: string,
): readonly Part[] {
  const array = readTable(reader, 'npy', path, { isWanted: () => true, layout: 'whole' });
  const count = parts.reduce((sum, { table }) => sum + table.rows.length, 0);
  if (array.rows.length !== count) {
    const names = parts.map(({ table }) => table.path).join(', ');
    throw sourceProblem(
      'value-unreadable',
      `${path} has ${counted(array.rows.length, 'row')}, and ${names} ${counted(count, 'row')}: an array beside a ` +
        'table has a row for each of its rows.',
      { file: path },
    );
  }
  let first = 0;
  return parts.map((part) => {
    const table = widened(part.table, array, path, first);
    first += part.table.rows.length;
    return { ...part, table };
  });
}

/** The table with one column more, whose cells are the rows of the array from `first` on. */
function widened(table: Table, array: Table, path: string, first: number): Table {
  const added = table.columns.length;
  const rows = table.rows.map((row, index) => ({
    cells: [...row.cells, array.rows[first + index]!.cells[0]!],
    line: row.line,
  }));
  const sources = new Map(rows.map((row, index) => [row, array.rows[first + index]!]));
  return {
    ...table,
    columns: [...table.columns, path],
    rows,
    placeOf: (row, columns) => {
      const source = columns.includes(added)
        ? sources.get(row as (typeof rows)[number])
        : undefined;
      return source === undefined ? table.placeOf(row, columns) : array.placeOf(source, [0]);
    },
  };
}
