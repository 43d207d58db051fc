import { openArchive, unpacked } from './array/archive.ts';
import { decodeIdx } from './array/idx.ts';
import { decodeNpy } from './array/npy.ts';
import { parquetRows } from './table/parquet.ts';
import type { FileKind } from './table/read.ts';
import { tokenise } from './text/tokenise.ts';

export type CountedKind = FileKind | 'windows';

/** About how many samples a file holds, for an estimate: at least 1, or null where that cannot be told. */
export function rowsInFile(kind: CountedKind, bytes: Uint8Array): number | null {
  const rows = countOf(kind, bytes);
  return rows === undefined ? null : Math.max(rows, 1);
}

function countOf(kind: CountedKind, bytes: Uint8Array): number | undefined {
  switch (kind) {
    case 'csv':
      return lines(bytes) - 1;
    case 'jsonl':
      return lines(bytes);
    case 'windows':
      return tokenise(new TextDecoder().decode(bytes)).length;
    case 'parquet':
      return parquetRows(bytes);
    case 'npy':
    case 'npz':
    case 'idx':
      return arrayRows(kind, bytes);
  }
}

/** A line is a row; blank ones and quoted line breaks do not matter to an estimate. */
function lines(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0);
}

/** Of an archive, the longest array. */
function arrayRows(kind: 'npy' | 'npz' | 'idx', bytes: Uint8Array): number | undefined {
  const content = unpacked(bytes);
  if (content.kind === 'fault') return undefined;
  if (kind !== 'npz') {
    const array = kind === 'npy' ? decodeNpy(content.value) : decodeIdx(content.value);
    return array.kind === 'value' ? array.value.shape[0] : undefined;
  }
  const archive = openArchive(content.value, () => true);
  if (archive.kind === 'fault') return undefined;
  const lengths = [...archive.value.arrays.values()].map((stored) => arrayRows('npy', stored) ?? 0);
  return lengths.reduce((longest, length) => Math.max(longest, length), 0);
}
