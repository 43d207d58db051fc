import { gunzipSync, unzipSync } from 'fflate';
import { describeContent } from '../content.ts';
import { decoded, fault } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';

/** The arrays of an `.npz` archive: names of all, and the bytes of those that are wanted. */
export interface Archive {
  /** Without `.npy`, in their order. */
  readonly names: readonly string[];
  /** By name, as `.npy` files. */
  readonly arrays: ReadonlyMap<string, Uint8Array>;
}

/** Opens a zip archive, of which only what is wanted is unpacked. */
export function openArchive(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
): Decoded<Archive> {
  if (describeContent(bytes) !== 'a zip archive') {
    return fault(`is ${describeContent(bytes)}, not an .npz archive`);
  }
  const names: string[] = [];
  try {
    const files = unzipSync(bytes, {
      filter: ({ name }) => {
        if (!name.endsWith('.npy')) return false;
        names.push(nameOf(name));
        return isWanted(nameOf(name));
      },
    });
    const arrays = Object.entries(files).map(([name, content]) => [nameOf(name), content] as const);
    return decoded({ names, arrays: new Map(arrays) });
  } catch {
    return fault('is a damaged .npz archive');
  }
}

/** The content of a gzip file; any other file as it is. */
export function unpacked(bytes: Uint8Array): Decoded<Uint8Array> {
  if (describeContent(bytes) !== 'a gzip archive') return decoded(bytes);
  try {
    return decoded(gunzipSync(bytes));
  } catch {
    return fault('is a damaged gzip archive');
  }
}

function nameOf(path: string): string {
  return path.replace(/\.npy$/, '');
}
