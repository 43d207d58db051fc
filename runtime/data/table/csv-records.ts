import { parse } from 'csv-parse/sync';

/** Cells of a row, and the line that it stands on. */
export interface CsvRecord {
  readonly record: readonly string[];
  readonly line: number;
}

/** Rows of comma-separated values, without empty lines. @throws CsvError where quotes are wrong */
export function csvRecords(text: string): readonly CsvRecord[] {
  return text.includes('"') ? quotedRecords(text) : (plainRecords(text) ?? quotedRecords(text));
}

/**
 * Rows without quotes, as most tables have them, of which a line is a row: many times faster than a parser. Undefined
 * where lines do not all end alike, which is left to that parser.
 */
export function plainRecords(text: string): readonly CsvRecord[] | undefined {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = content.split('\n');
  const returns = content.includes('\r');
  // The last line may end in nothing.
  if (returns && !lines.every((line, i) => endsAlike(line, i === lines.length - 1))) {
    return undefined;
  }
  return lines.flatMap((line, i) => {
    const cells = returns && line.endsWith('\r') ? line.slice(0, -1) : line;
    return cells === '' ? [] : [{ record: cells.split(','), line: i + 1 }];
  });
}

function endsAlike(line: string, isLast: boolean): boolean {
  const place = line.indexOf('\r');
  return isLast ? place < 0 : place === line.length - 1;
}

function quotedRecords(text: string): readonly CsvRecord[] {
  const lines: number[] = [];
  const records = parse(text, {
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
    on_record: (record: string[], { lines: line }) => {
      lines.push(line);
      return record;
    },
  });
  return records.map((record, index) => ({ record, line: lines[index]! }));
}
