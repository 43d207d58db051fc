import { CsvError } from 'csv-parse/sync';
import { UserProblem } from '../../program/index.ts';
import { sourceProblem } from '../problems.ts';
import { csvRecords, type CsvRecord } from './csv-records.ts';
import { linePlaces } from './places.ts';
import type { Table } from './table.ts';

/**
 * A table of comma-separated values (RFC 4180) in UTF-8, with a header row unless its first row is
 * all numbers; quoted cells may hold commas and line
 * breaks, and empty lines are skipped.
 *
 * @param path As the user wrote it, for messages.
 * @param folder Where the file was found.
 * @throws UserProblem `value-unreadable` with the line of a row that has more or fewer cells than the header.
 */
export function parseCsv(text: string, path: string, folder: string): Table {
  const records = parseRecords(text, path);
  const header = records[0];
  if (header === undefined) {
    throw sourceProblem(
      'value-unreadable',
      `${path} is empty: its first row should name the columns.`,
      {
        file: path,
      },
    );
  }
  const headless = isRowOfNumbers(header.record);
  const columns = headless
    ? header.record.map((_, position) => String(position))
    : header.record.map((name) => name.trim());
  const rows = records.slice(headless ? 0 : 1).map(({ record, line }) => {
    if (record.length !== columns.length)
      throw raggedRow(
        path,
        line,
        record.length,
        `the ${headless ? 'first row has' : 'header names'} ${columns.length} columns`,
      );
    return { cells: record.map((cell) => (cell.trim() === '' ? null : cell)), line };
  });
  const placeOf = linePlaces(path, folder, columns);
  return { path, noun: 'column', columns, header: headless ? 'absent' : 'named', rows, placeOf };
}

/** Numbers name no columns, except for 0, 1, 2, …, which is how data frames without names are saved. */
function isRowOfNumbers(record: readonly string[]): boolean {
  const numbers = record.every((cell) => cell.trim() !== '' && Number.isFinite(Number(cell)));
  return numbers && (record.length < 2 || record.some((cell, place) => Number(cell) !== place));
}

function parseRecords(text: string, path: string): readonly CsvRecord[] {
  try {
    return csvRecords(text);
  } catch (error) {
    throw error instanceof CsvError ? unreadable(path, error) : error;
  }
}

function raggedRow(path: string, line: number, given: number, wanted: string): UserProblem {
  return new UserProblem({
    code: 'value-unreadable',
    message: `${path}, line ${line}: the row has ${given} cells, and ${wanted}.`,
    help: 'A cell with a comma or a line break in it stands in "quotes".',
    file: path,
    line,
  });
}

function unreadable(path: string, error: CsvError): UserProblem {
  const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
  const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED';
  return new UserProblem({
    code: 'value-unreadable',
    message: unclosed
      ? `${path}: a quote that is opened is never closed; the table ends inside it, at line ${line}.`
      : `${path}, line ${line}: a quote stands where none can: "quotes" go around a whole cell.`,
    help: 'A quote inside a quoted cell is written twice: "".',
    file: path,
    line,
  });
}
