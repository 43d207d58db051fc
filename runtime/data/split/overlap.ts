import type { DataSource } from '../../program/index.ts';
import type { SampleRow } from '../columns/cells.ts';
import { quoted, sourceProblem } from '../problems.ts';
import type { Part } from './split.ts';

/**
 * Refuses files for different splits that are the same file, or that share a sample by its `id`.
 *
 * @throws UserProblem `split-overlap`
 */
export function requireDistinct(
  source: DataSource,
  rows: readonly SampleRow[],
  parts: readonly Part[],
  ids: readonly string[] | undefined,
): void {
  const seen = new Map<string, number>();
  for (const [row, { table }] of rows.entries()) {
    const key = ids?.[row] ?? table.path;
    const first = seen.get(key) ?? row;
    seen.set(key, first);
    if (parts[first] !== parts[row]) throw overlap(source, rows, parts, [first, row], ids?.[row]);
  }
}

function overlap(
  source: DataSource,
  rows: readonly SampleRow[],
  parts: readonly Part[],
  [first, second]: readonly [number, number],
  id: string | undefined,
): Error {
  const where = (row: number): string => {
    const { table, row: cells } = rows[row]!;
    return `${parts[row]!} (${table.placeOf(cells, []).words})`;
  };
  const message =
    id === undefined
      ? `\`${source.name}\` reads ${rows[first]!.table.path} both as ${parts[first]!} and as ${parts[second]!}.`
      : `Sample ${quoted(id)} of \`${source.name}\` stands both in ${where(first)} and in ${where(second)}.`;
  return sourceProblem('split-overlap', message, {
    help: 'A sample may be in one split only; give each split rows of its own, or one file and `split: fractions(...)`.',
  });
}
