import { rowsInFile } from '../data/count.ts';
import type { CountedKind } from '../data/count.ts';
import { joinPath } from '../data/paths.ts';
import type { Host } from '../host.ts';
import type { DataSource, Run, Source } from '../program/run.ts';
import { sourceFiles } from '../program/sources.ts';

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

function rowsOf({ source }: DataSource, base: string, host: Host): number | null {
  if (source.kind === 'synthetic') return source.samples;
  const [path] = sourceFiles(source);
  const bytes = path === undefined ? undefined : host.read(joinPath(base, path));
  return bytes === undefined ? null : rowsInFile(firstKind(source), bytes);
}

function firstKind(source: Exclude<Source, { kind: 'synthetic' }>): CountedKind {
  if (source.kind !== 'aligned') return source.kind;
  const kinds = Object.values(source.fields).map(({ kind }) => kind);
  return kinds.find((kind) => kind !== 'blocks') ?? 'csv';
}
