import type { Numbers } from '../array/array.ts';

/** What stands in one place of a table; null where it is empty. */
export type Cell = string | number | boolean | null | ArrayCell | readonly Cell[];

/** The entries of one sample in an array of a file. */
export interface ArrayCell {
  readonly kind: 'array';
  readonly shape: readonly number[];
  readonly values: Numbers;
}

export interface Table {
  /** As the user wrote it, for messages. */
  readonly path: string;
  /** What its columns are called in messages. */
  readonly noun: 'column' | 'array';
  readonly columns: readonly string[];
  /** Whether the columns have names, or only positions. */
  readonly header: 'named' | 'absent';
  readonly rows: readonly Row[];
  /** Where a row stands, or the cells of some of its columns. */
  placeOf(row: Row, columns: readonly number[]): CellPlace;
}

export interface Row {
  /** As many as the table has columns. */
  readonly cells: readonly Cell[];
  /** In a text, the line counted from 1; in an array, the position along its first axis counted from 0. */
  readonly line: number;
}

export interface CellPlace {
  /** `table.csv, line 3, column `x`` or `features.npz, array `x`, row 3`. */
  readonly words: string;
  readonly file: string;
  /** Counted from 1; undefined where the file has no lines. */
  readonly line: number | undefined;
  /** Where the file was found; paths in its cells are relative to that folder. */
  readonly folder: string;
}

/** Whether a cell comes from an array of a file. */
export function isArrayCell(cell: Cell | undefined): cell is ArrayCell {
  return typeof cell === 'object' && cell !== null && !Array.isArray(cell);
}
