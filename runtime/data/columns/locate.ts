import type { ColumnReference, Input } from '../../program/index.ts';
import { nearest } from '../nearest.ts';
import { counted, listed, sourceProblem } from '../problems.ts';
import type { Table } from '../table/table.ts';

/**
 * Positions of an input's columns in a table, or undefined where a column of the input's own name is not there and
 * nothing depends on it.
 *
 * @throws UserProblem `column-not-found`, with the columns there are and the nearest name.
 */
export function locateColumns(
  input: Input,
  reference: ColumnReference | undefined,
  table: Table,
  need: 'needed' | 'welcome',
): readonly number[] | undefined {
  const wanted = reference ?? { kind: 'name', name: input.name };
  switch (wanted.kind) {
    case 'name': {
      const index = table.columns.indexOf(wanted.name);
      if (index >= 0) return [index];
      if (need === 'welcome') return undefined;
      throw missingColumn(wanted.name, input, table);
    }
    case 'names':
      return wanted.names.map((name) => locateColumn(name, table, input));
    case 'index':
      return positions(wanted.index, wanted.index + 1, input, table);
    case 'range':
      return positions(wanted.start, wanted.stop, input, table);
  }
}

/** The position of a column that the data source itself names, e.g. as `group`. */
export function locateColumn(name: string, table: Table, input?: Input): number {
  const index = table.columns.indexOf(name);
  if (index < 0) throw missingColumn(name, input, table);
  return index;
}

function positions(start: number, stop: number, input: Input, table: Table): number[] {
  if (start < 0 || stop > table.columns.length || start >= stop) {
    throw sourceProblem(
      'column-not-found',
      `\`${input.name}\` is read from columns ${start}..${stop} of ${table.path}, which has ` +
        `${counted(table.columns.length, 'column')}: ${listed(table.columns)}.`,
      {
        file: table.path,
        help: 'Positions count from 0, and the end of a range is not part of it.',
      },
    );
  }
  return Array.from({ length: stop - start }, (_, offset) => start + offset);
}

function missingColumn(name: string, input: Input | undefined, table: Table): Error {
  const guess = nearest(name, table.columns);
  const owner =
    input === undefined || input.name === name ? '' : `, which \`${input.name}\` is read from`;
  const rename =
    input === undefined ? '' : `Name the column in the data source: \`${input.name}: "column"\`.`;
  return sourceProblem(
    'column-not-found',
    `${table.path} has no column \`${name}\`${owner}. Its columns are ${listed(table.columns)}.`,
    {
      file: table.path,
      help:
        guess === undefined
          ? rename || 'Use one of its columns.'
          : `Did you mean \`${guess}\`? ${rename}`.trim(),
    },
  );
}
