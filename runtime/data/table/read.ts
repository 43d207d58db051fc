import type { Host } from '../../host.ts';
import { describeContent } from '../content.ts';
import type { Hasher } from '../hash.ts';
import { nearest } from '../nearest.ts';
import { folderOf, joinPath } from '../paths.ts';
import { sourceProblem } from '../problems.ts';
import { parseCsv } from './csv.ts';
import { parseJsonl } from './jsonl.ts';
import type { Table } from './table.ts';

/**
 * @param path As written in the data source, relative to `base`.
 * @throws UserProblem `file-not-found` with the path as written and where it was looked for, or `value-unreadable`.
 */
export function readTable(
  { base, host }: { readonly base: string; readonly host: Host },
  kind: 'csv' | 'jsonl',
  path: string,
  hasher: Hasher,
): Table {
  const place = joinPath(base, path);
  const bytes = host.read(place);
  if (bytes === undefined) throw missingTable(path, place, host);
  hasher.add(bytes);
  const folder = folderOf(place);
  const text = decodeText(bytes, path);
  return kind === 'csv' ? parseCsv(text, path, folder) : parseJsonl(text, path, folder);
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

function decodeText(bytes: Uint8Array, path: string): string {
  const content = describeContent(bytes);
  if (content !== 'a text file' && content !== 'an empty file') {
    throw sourceProblem('value-unreadable', `${path} is ${content}, not a table.`, { file: path });
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
