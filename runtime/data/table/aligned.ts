import type { AlignedField, AlignedSource } from '../../program/index.ts';
import type { ArrayWish } from '../array/read.ts';
import { locateReference } from '../columns/locate.ts';
import { counted, sourceProblem } from '../problems.ts';
import { readTable } from './read.ts';
import type { TableReader } from './read.ts';
import type { Cell, Row, Table } from './table.ts';

/**
 * Sources joined row by row: a column for each field. Without a column of the field's own name, all columns of its
 * file together are its value.
 *
 * @throws UserProblem what reading a file throws, or `value-unreadable` with both counts where rows do not match.
 */
export function alignedTable(reader: TableReader, source: AlignedSource): Table {
  const fields = Object.entries(source.fields);
  const tables = fields.flatMap(([name, field]) =>
    field.kind === 'blocks' ? [] : [fieldTable(reader, name, field)],
  );
  const count = commonCount(tables);
  const columns = fields.map(([name]) => name);
  const cellsOf = fields.map(([name, field]) =>
    field.kind === 'blocks'
      ? blockCells(name, field.rows, count)
      : rowCells(tables.find((table) => table.name === name)!),
  );
  const rows = Array.from({ length: count }, (_, line) => ({
    cells: cellsOf.map((cell) => cell(line)),
    line,
  }));
  return {
    path: tables.map(({ table }) => table.path).join(', '),
    noun: 'column',
    columns,
    header: 'named',
    rows,
    placeOf: ({ line }, [column = 0]) => {
      const { table, positions } =
        tables.find(({ name }) => name === columns[column]) ?? tables[0]!;
      return table.placeOf(table.rows[line]!, positions);
    },
  };
}

interface FieldTable {
  readonly name: string;
  readonly table: Table;
  readonly positions: readonly number[];
}

function fieldTable(
  reader: TableReader,
  name: string,
  field: Exclude<AlignedField, { readonly kind: 'blocks' }>,
): FieldTable {
  const { kind, path, column } = field;
  const names =
    column?.kind === 'name' ? [column.name] : column?.kind === 'names' ? column.names : [];
  const wish: ArrayWish = {
    isWanted: (array) => (column === null ? array === name : names.includes(array)),
    layout: column?.kind === 'range' || column?.kind === 'index' ? 'columns' : 'whole',
  };
  const table = readTable(reader, kind, path, wish);
  return { name, table, positions: positionsOf(name, field, table) };
}

function positionsOf(
  name: string,
  { kind, column }: Exclude<AlignedField, { readonly kind: 'blocks' }>,
  table: Table,
): readonly number[] {
  if (column !== null || kind === 'npz') {
    return locateReference(column ?? { kind: 'name', name }, table, name);
  }
  const own = table.columns.indexOf(name);
  return own >= 0 ? [own] : Array.from(table.columns.keys());
}

function commonCount(tables: readonly FieldTable[]): number {
  const [first, ...others] = tables;
  if (first === undefined) {
    throw sourceProblem('split-empty', '`aligned` reads no file, so there are no rows to align.');
  }
  const count = first.table.rows.length;
  const odd = others.find(({ table }) => table.rows.length !== count);
  if (odd === undefined) return count;
  throw sourceProblem(
    'value-unreadable',
    `\`${first.name}\` (${first.table.path}) has ${counted(count, 'row')}, and \`${odd.name}\` (${odd.table.path}) has ` +
      `${odd.table.rows.length}: row by row they do not match.`,
    {
      file: odd.table.path,
      help: 'Every file needs a row for the same samples, in the same order.',
    },
  );
}

function rowCells({ table, positions }: FieldTable): (line: number) => Cell {
  const [single, ...more] = positions;
  if (single !== undefined && more.length === 0) return (line) => table.rows[line]!.cells[single]!;
  return (line) => listOf(table.rows[line]!, positions);
}

function listOf({ cells }: Row, positions: readonly number[]): Cell {
  const list = positions.map((position) => cells[position] ?? null);
  return list.every((cell) => cell === null) ? null : list;
}

function blockCells(name: string, rows: number, count: number): (line: number) => Cell {
  if (count % rows === 0) return (line) => Math.floor(line / rows);
  throw sourceProblem(
    'value-unreadable',
    `\`${name}\` is a class for every ${counted(rows, 'row')}, and ${counted(count, 'row')} are no whole number of such blocks.`,
    { help: `Use \`blocks(n)\` with an n that divides ${count}.` },
  );
}
