import type { Input, RuntimeCode, UserProblem } from '../../program/index.ts';
import { rowProblem } from '../problems.ts';
import { isArrayCell } from '../table/table.ts';
import type { Cell, CellPlace, Row, Table } from '../table/table.ts';

/** One row of one of the tables that a data source is made of. */
export interface SampleRow {
  readonly table: Table;
  readonly row: Row;
}

/** The cells that one input is read from, sample by sample. */
export interface CellSource {
  readonly input: Input;
  readonly count: number;
  /** One cell, or one for each of several columns. */
  cells(sample: number): readonly Cell[];
  /** Whether all cells of the sample are empty. */
  isEmpty(sample: number): boolean;
  /** The folder that paths in the cells are relative to. */
  folder(sample: number): string;
  /** A problem whose message starts with the place of the cells. */
  problem(sample: number, code: RuntimeCode, message: string, help?: string): UserProblem;
}

/**
 * @param columnsOf Positions of the input's columns in each table.
 */
export function cellSource(
  input: Input,
  rows: readonly SampleRow[],
  columnsOf: ReadonlyMap<Table, readonly number[]>,
): CellSource {
  const cells = (sample: number): readonly Cell[] => {
    const { table, row } = rows[sample]!;
    return columnsOf.get(table)!.map((column) => row.cells[column]!);
  };
  const place = (sample: number): CellPlace => {
    const { table, row } = rows[sample]!;
    return table.placeOf(row, columnsOf.get(table)!);
  };
  return {
    input,
    count: rows.length,
    cells,
    isEmpty: (sample) => cells(sample).every(isAbsent),
    folder: (sample) => place(sample).folder,
    problem: (sample, code, message, help) => rowProblem(code, place(sample), message, help),
  };
}

/** An array has no empty places; one that is NaN throughout stands for a value that is absent. */
function isAbsent(cell: Cell): boolean {
  return isArrayCell(cell)
    ? cell.values.every((value) => Number.isNaN(value))
    : cell === null || Number.isNaN(cell);
}

/** A modality marked `?` may be absent in a row, and so may a label, whose objective term is then left out. */
export function mayBeAbsent(input: Input): boolean {
  return input.optional || input.role === 'label';
}

/** Refuses an empty cell where the model needs a value. */
export function emptyCell(source: CellSource, sample: number): UserProblem {
  const { name } = source.input;
  return source.problem(
    sample,
    'value-unreadable',
    `${source.isEmpty(sample) && !source.cells(sample).includes(null) ? 'there is only NaN' : 'the cell is empty'}, and \`${name}\` needs a value.`,
    `Fill it in, or mark the modality as optional with \`?\`: \`modality ${name}: ...?\`.`,
  );
}
