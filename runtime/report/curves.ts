import type { Curve, Series } from './charts/curve.ts';
import type { FoldReport, ReportInput } from './input.ts';
import { meanMetrics } from './metrics.ts';

/** One curve for each metric that was followed during training, the loss first. */
export function curvesOf(input: Pick<ReportInput, 'folds'>): Curve[] {
  const names = new Set(
    input.folds.flatMap(({ history }) => history.flatMap(({ train }) => Object.keys(train))),
  );
  names.delete('samples');
  const ordered = [...names].sort((a, b) => Number(b === 'loss') - Number(a === 'loss'));
  const test = meanMetrics(input)?.test;
  return ordered.map((metric) => ({
    title: metric,
    series: (['train', 'validate'] as const).flatMap((split) =>
      seriesOf(input.folds, split, metric),
    ),
    test: test?.[metric] ?? null,
  }));
}

function seriesOf(
  folds: readonly FoldReport[],
  split: 'train' | 'validate',
  metric: string,
): Series[] {
  const lines = folds
    .map(({ history }) => history.map((epoch) => epoch[split]?.[metric] ?? NaN))
    .filter((line) => line.some(Number.isFinite));
  if (lines.length === 0) return [];
  const epochs = Math.max(...lines.map(({ length }) => length));
  const at = Array.from({ length: epochs }, (_, epoch) =>
    lines.flatMap((line) => line[epoch] ?? []).filter(Number.isFinite),
  );
  return [
    {
      name: split,
      kind: split,
      mean: at.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length),
      low: at.map((values) => Math.min(...values)),
      high: at.map((values) => Math.max(...values)),
    },
  ];
}
