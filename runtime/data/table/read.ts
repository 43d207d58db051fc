import type { Host } from '../../host.ts';
import type { TableKind } from '../../program/index.ts';
import { readArrays } from '../array/read.ts';
import type { ArrayWish } from '../array/read.ts';
import { describeContent } from '../content.ts';
import type { Hasher } from '../hash.ts';
import { nearest } from '../nearest.ts';
import { folderOf, joinPath } from '../paths.ts';
import { sourceProblem } from '../problems.ts';
import { parseCsv } from './csv.ts';
import { parseJsonl } from './jsonl.ts';
import { parseParquet } from './parquet.ts';
import type { Table } from './table.ts';

export type FileKind = TableKind | 'idx';

/** What the tables of a source are read with. */
export interface TableReader {
  /** Folder of the .qmm file. */
  readonly base: string;
  readonly host: Host;
  readonly hasher: Hasher;
}

/**
 * @param path As written in the data source, relative to `base`.
 * @param wish What of a file of arrays is read.
 * @throws UserProblem `file-not-found` with the path as written and where it was looked for, or `value-unreadable`.
 */
export function readTable(
  reader: TableReader,
  kind: FileKind,
  path: string,
  wish: ArrayWish,
): Table {
  const { bytes, folder } = readFile(reader, path);
  switch (kind) {
    case 'csv':
      return parseCsv(decodeText(bytes, path, 'table'), path, folder);
    case 'jsonl':
      return parseJsonl(decodeText(bytes, path, 'table'), path, folder);
    case 'parquet':
      return parseParquet(bytes, path, folder);
    case 'npy':
    case 'npz':
    case 'idx':
      return readArrays(kind, bytes, path, folder, wish);
  }
}

/** A file of a source, counted into the data's hash. Throws `file-not-found`. */
export function readFile(
  { base, host, hasher }: TableReader,
  path: string,
): { readonly bytes: Uint8Array; readonly folder: string } {
  const place = joinPath(base, path);
  const bytes = host.read(place);
  if (bytes === undefined) throw missingTable(path, place, host);
  hasher.add(bytes);
  return { bytes, folder: folderOf(place) };
}

function missingTable(path: string, place: string, host: Host): Error {
  const folder = folderOf(place);
  const name = path.split(/[/\\]/).at(-1)!;
  const guess = nearest(name, host.list(folder === '' ? '.' : folder));
  const where = place === path ? '' : ` It was looked for at ${place}.`;
  return sourceProblem('file-not-found', `There is no file \`${path}\`.${where}`, {
    file: path,
    help:
      guess === undefined
        ? 'Paths are relative to the .qmm file; `--data PATH` puts another one in its place.'
        : `Did you mean \`${guess}\`, which is in that folder?`,
  });
}

/** The text of a file in UTF-8. Throws `value-unreadable`. */
export function decodeText(bytes: Uint8Array, path: string, wanted: 'table' | 'text'): string {
  const content = describeContent(bytes);
  if (content !== 'a text file' && content !== 'an empty file') {
    throw sourceProblem('value-unreadable', `${path} is ${content}, not a ${wanted}.`, {
      file: path,
    });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw sourceProblem('value-unreadable', `${path} is not in UTF-8.`, {
      file: path,
      help: 'Save it as UTF-8.',
    });
  }
}
