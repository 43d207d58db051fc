import type { Host } from '../../host.ts';
import type { Hasher } from '../hash.ts';
import { joinPath } from '../paths.ts';
import { quoted } from '../problems.ts';
import type { CellSource } from './cells.ts';

/** Opens the files that cells name; each is counted into the data's hash. */
export interface CellFiles {
  /** @throws UserProblem `file-not-found` naming the row, the path as written and where it was looked for. */
  open(source: CellSource, sample: number, path: string): Uint8Array;
}

/** Files of a host, hashed in the order in which they are opened. */
export function cellFiles(host: Host, hasher: Hasher): CellFiles {
  return {
    open: (source, sample, path) => {
      const place = joinPath(source.folder(sample), path);
      const bytes = host.read(place);
      if (bytes === undefined) {
        throw source.problem(
          sample,
          'file-not-found',
          `there is no file ${quoted(path)}; it was looked for at ${place}.`,
          'Paths in a table are relative to the folder of the table.',
        );
      }
      hasher.add(bytes);
      return bytes;
    },
  };
}

/** The path in a cell of one column, or undefined where the cell is no text. */
export function pathOf(source: CellSource, sample: number): string | undefined {
  const cells = source.cells(sample);
  const cell = cells[0];
  return cells.length === 1 && typeof cell === 'string' ? cell.trim() : undefined;
}
