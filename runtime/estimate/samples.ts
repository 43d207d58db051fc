import { joinPath } from '../data/paths.ts';
import type { Host } from '../host.ts';
import type { DataSource, Run } from '../program/run.ts';

/** About how many samples an epoch trains on, and how often the whole training is repeated; null where data is missing. */
export function trainingSamples(
  run: Run,
  base: string,
  host: Host,
): { readonly rows: number; readonly folds: number } | null {
  if (run.data === null) return null;
  const { split, take } = run.data;
  const all = rowsOf(run.data, base, host);
  if (all === null) return null;
  const rows = Math.min(all, take ?? all);
  switch (split.kind) {
    case 'fractions':
      return { rows: rows * split.train, folds: 1 };
    case 'folds':
      return { rows: rows * (1 - 1 / split.count), folds: split.count };
    case 'column':
    case 'files':
      return { rows, folds: 1 };
  }
}

/** A line is a row; blank ones and quoted line breaks do not matter to an estimate. */
function rowsOf({ source }: DataSource, base: string, host: Host): number | null {
  if (source.kind === 'synthetic') return source.samples;
  const { paths } = source;
  const bytes = host.read(joinPath(base, paths.kind === 'one' ? paths.path : paths.train));
  if (bytes === undefined) return null;
  const lines = bytes.reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0);
  return Math.max(source.kind === 'csv' ? lines - 1 : lines, 1);
}
