import type { Decoded } from '../decoded.ts';
import { sourceProblem } from '../problems.ts';
import type { Table } from '../table/table.ts';
import { openArchive, unpacked } from './archive.ts';
import type { FileArray } from './array.ts';
import { decodeIdx } from './idx.ts';
import { decodeNpy } from './npy.ts';
import { arrayTable, columnTable } from './table.ts';

/** What of a file of arrays is read. */
export interface ArrayWish {
  /** Whether an array of an archive is needed. */
  isWanted(name: string): boolean;
  /** The array of an `.npy` or IDX file as a whole, or column by column. */
  readonly layout: 'whole' | 'columns';
}

/**
 * The table in the bytes of an `.npy`, `.npz` or IDX file, which may lie in a gzip archive.
 *
 * @throws UserProblem `value-unreadable` naming the file and the array.
 */
export function readArrays(
  kind: 'npy' | 'npz' | 'idx',
  bytes: Uint8Array,
  path: string,
  folder: string,
  wish: ArrayWish,
): Table {
  const content = valueOf(unpacked(bytes), path);
  if (kind !== 'npz') {
    const array = valueOf(kind === 'npy' ? decodeNpy(content) : decodeIdx(content), path);
    if (wish.layout === 'columns') return columnTable(path, folder, array);
    const name = path.split(/[/\\]/).at(-1)!.replace(/\..*$/, '');
    return arrayTable(path, folder, [name], new Map([[name, array]]));
  }
  const archive = valueOf(
    openArchive(content, (name) => wish.isWanted(name)),
    path,
  );
  const arrays = new Map<string, FileArray>();
  for (const [name, stored] of archive.arrays) {
    arrays.set(name, valueOf(decodeNpy(stored), path, `${path}: array \`${name}\``));
  }
  return arrayTable(path, folder, archive.names, arrays);
}

function valueOf<T>(result: Decoded<T>, file: string, what = file): T {
  if (result.kind === 'value') return result.value;
  throw sourceProblem('value-unreadable', `${what} ${result.fault}.`, { file });
}
