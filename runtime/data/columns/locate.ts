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
  const whole = reference === undefined ? wholeRow(input, table) : undefined;
  if (whole !== undefined) return whole;
  const wanted = reference ?? { kind: 'name', name: input.name };
  const isThere = wanted.kind !== 'name' || table.columns.includes(wanted.name);
  if (!isThere && need === 'welcome') return undefined;
  return locateReference(wanted, table, input.name);
}

/**
 * Positions of what a data source refers to.
 *
 * @param owner What is read from there, for messages.
 * @throws UserProblem `column-not-found`
 */
export function locateReference(
  reference: ColumnReference,
  table: Table,
  owner: string,
): readonly number[] {
  switch (reference.kind) {
    case 'name':
      return [locateColumn(reference.name, table, owner)];
    case 'names':
      return reference.names.map((name) => locateColumn(name, table, owner));
    case 'index':
      return positions(reference.index, reference.index + 1, owner, table);
    case 'range':
      return positions(reference.start, reference.stop, owner, table);
  }
}

/** A table without a header is the tensor that has an entry for each of its columns. */
function wholeRow({ type, shape }: Input, table: Table): readonly number[] | undefined {
  if (table.header === 'named' || type.kind !== 'tensor') return undefined;
  const size = shape.reduce((product, length) => product * length, 1);
  return size === table.columns.length && size > 1 ? Array.from(table.columns.keys()) : undefined;
}

/** The position of a column that the data source itself names, e.g. as `group`. */
export function locateColumn(name: string, table: Table, owner?: string): number {
  const index = table.columns.indexOf(name);
  if (index < 0) throw missingColumn(name, owner, table);
  return index;
}

function positions(start: number, stop: number, owner: string, table: Table): number[] {
  if (start < 0 || stop > table.columns.length || start >= stop) {
    throw sourceProblem(
      'column-not-found',
      `\`${owner}\` is read from columns ${start}..${stop} of ${table.path}, which has ` +
        `${counted(table.columns.length, 'column')}: ${listed(table.columns)}.`,
      {
        file: table.path,
        help: 'Positions count from 0, and the end of a range is not part of it.',
      },
    );
  }
  return Array.from({ length: stop - start }, (_, offset) => start + offset);
}

function missingColumn(name: string, owner: string | undefined, table: Table): Error {
  const { path: file, noun, columns, header } = table;
  const reader = owner === undefined || owner === name ? '' : `, which \`${owner}\` is read from`;
  const rename =
    owner === undefined ? '' : `Name the ${noun} in the data source: \`${owner}: "${noun}"\`.`;
  if (header === 'absent') {
    return sourceProblem(
      'column-not-found',
      `${file} has no header, so none of its ${counted(columns.length, 'column')} is \`${name}\`.`,
      { file, help: `Say at which positions it stands: \`${owner ?? name}: 0..4\`.` },
    );
  }
  const guess = nearest(name, columns);
  return sourceProblem(
    'column-not-found',
    `${file} has no ${noun} \`${name}\`${reader}. Its ${noun}s are ${listed(columns)}.`,
    {
      file,
      help:
        guess === undefined
          ? rename || `Use one of its ${noun}s.`
          : `Did you mean \`${guess}\`? ${rename}`.trim(),
    },
  );
}
