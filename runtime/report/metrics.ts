import type { ReportInput, SplitScores } from './input.ts';

const SPLITS = ['train', 'validate', 'test'] as const;

export type SplitName = (typeof SPLITS)[number];

/** Mean over the folds that have ended, `samples` summed; undefined where none has. */
export function meanMetrics(
  input: Pick<ReportInput, 'folds'>,
): Partial<Record<SplitName, Record<string, number>>> | undefined {
  const ended = input.folds.flatMap(({ metrics }) => (metrics ? [metrics] : []));
  if (ended.length === 0) return undefined;
  return Object.fromEntries(
    SPLITS.flatMap((split) =>
      ended.some((each) => each[split]) ? [[split, mean(ended, split)]] : [],
    ),
  );
}

/** Metrics of any split, `loss` first, `samples` last. */
export function metricNames(splits: readonly Readonly<Record<string, number>>[]): string[] {
  const names = [...new Set(splits.flatMap((scores) => Object.keys(scores)))];
  const rank = (name: string): number => (name === 'loss' ? 0 : name === 'samples' ? 2 : 1);
  return names.sort((a, b) => rank(a) - rank(b));
}

function mean(folds: readonly SplitScores[], split: SplitName): Record<string, number> {
  const all = folds.map((fold) => fold[split]).filter((scores) => scores !== undefined);
  return Object.fromEntries(
    metricNames(all).map((name) => {
      const values = all.map((scores) => scores[name]).filter((value) => value !== undefined);
      const sum = values.reduce((a, b) => a + b, 0);
      return [name, name === 'samples' ? sum : sum / values.length];
    }),
  );
}
