import type {
  ColumnReference,
  DataSource,
  FilePaths,
  Input,
  WindowsSource,
} from '../program/index.ts';
import type { ArrayWish } from './array/read.ts';
import type { Hasher } from './hash.ts';
import { sourceProblem } from './problems.ts';
import type { LoadRequest } from './request.ts';
import type { Part } from './split/split.ts';
import { alignedTable } from './table/aligned.ts';
import { attachArrays } from './table/attach.ts';
import { decodeText, readFile, readTable } from './table/read.ts';
import type { TableReader } from './table/read.ts';
import type { Table } from './table/table.ts';
import { WINDOW_COLUMNS, windowTable } from './table/windows.ts';

/** A table, and the split that its rows are for. */
export interface PartTable {
  readonly table: Table;
  readonly part: Part;
  /** The source says itself which split the file is. */
  readonly fixed: boolean;
}

/**
 * The tables that a source is made of: one, or one for each split.
 *
 * @throws UserProblem `file-not-found`, `column-not-found` or `value-unreadable`.
 */
export function openTables(
  { source: data, inputs, base, host }: LoadRequest,
  hasher: Hasher,
): readonly PartTable[] {
  const { source } = data;
  const reader: TableReader = { base, host, hasher };
  switch (source.kind) {
    case 'synthetic':
      throw new Error('a synthetic source has no tables');
    case 'aligned':
      return [{ table: alignedTable(reader, source), part: 'test', fixed: false }];
    case 'windows':
      requireRoom(inputs, source.context);
      return windowTables(reader, source);
    case 'csv':
    case 'jsonl':
    case 'parquet':
    case 'npy':
    case 'npz': {
      const wish = wishOf(data, inputs);
      const tables = partsOf(source.paths).map(({ path, ...part }) => ({
        table: readTable(reader, source.kind, path, wish),
        ...part,
      }));
      return attachArrays(reader, tables, data.columns);
    }
  }
}

/** The column that an input is read from: as the source says, or, of windows, what its type can take. */
export function columnFor(
  { source, columns }: DataSource,
  input: Input,
): ColumnReference | undefined {
  const given = columns[input.name];
  if (source.kind !== 'windows' || given !== undefined) return given;
  if (input.type.kind === 'text') return { kind: 'name', name: WINDOW_COLUMNS.words };
  return input.type.kind === 'word' ? { kind: 'name', name: WINDOW_COLUMNS.following } : undefined;
}

function windowTables(reader: TableReader, source: WindowsSource): PartTable[] {
  let first = 0;
  return partsOf(source.paths).map(({ path, ...part }) => {
    const { bytes, folder } = readFile(reader, path);
    const text = decodeText(bytes, path, 'text');
    const table = windowTable(text, path, folder, { ...source, first });
    first += table.rows.length + source.context + source.next;
    return { table, ...part };
  });
}

function partsOf(paths: FilePaths): { path: string; part: Part; fixed: boolean }[] {
  if (paths.kind === 'one') return [{ path: paths.path, part: 'test', fixed: false }];
  return (['train', 'validate', 'test'] as const).flatMap((part) => {
    const path = paths[part];
    return path === null ? [] : [{ path, part, fixed: true }];
  });
}

/** The arrays that inputs, groups and splits are read from. */
function wishOf({ columns, split }: DataSource, inputs: readonly Input[]): ArrayWish {
  const names = new Set(['id', ...inputs.map(({ name }) => name)]);
  const references = Object.values(columns);
  for (const reference of references) {
    if (reference.kind === 'name') names.add(reference.name);
    if (reference.kind === 'names') reference.names.forEach((name) => names.add(name));
  }
  if (split.kind === 'column') names.add(split.column);
  if ('group' in split && split.group !== null) names.add(split.group);
  const positions = references.some(({ kind }) => kind === 'range' || kind === 'index');
  return { isWanted: (name) => names.has(name), layout: positions ? 'columns' : 'whole' };
}

/** A text that takes fewer words than a window has would lose the last ones, next to the word to guess. */
function requireRoom(inputs: readonly Input[], context: number): void {
  for (const { name, type } of inputs) {
    if (type.kind !== 'text' || type.words >= context) continue;
    throw sourceProblem(
      'value-unreadable',
      `\`windows\` gives ${context} words of context, and \`${name}\` takes ${type.words}.`,
      { help: `Write \`context: ${type.words}\`, or \`text(words: ${context}, ...)\`.` },
    );
  }
}
