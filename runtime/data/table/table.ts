/** What stands in one place of a table; null where it is empty. */
export type Cell = string | number | boolean | null | readonly Cell[];

export interface Table {
  /** As the user wrote it, for messages. */
  readonly path: string;
  /** Where the file was found; paths in its cells are relative to that folder. */
  readonly folder: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export interface Row {
  /** As many as the table has columns. */
  readonly cells: readonly Cell[];
  /** Counted from 1. */
  readonly line: number;
}
