import type { Paint } from '../compiler/diagnostics/render/paint.ts';
import type { Scores } from '../runtime/train/progress.ts';
import { drawTable, shortNumber } from './table.ts';

/** Splits or folds against metrics, `samples` last; with standard errors behind what has some. */
export function scoresTable(
  rows: readonly {
    readonly name: string;
    readonly scores: Scores;
    readonly errors?: Scores | undefined;
  }[],
  paint: Paint,
): string {
  const names = [...new Set(rows.flatMap(({ scores }) => Object.keys(scores)))];
  const metrics = [...names.filter((name) => name !== 'samples'), 'samples'];
  const cells = rows.map(({ name, scores, errors }) => [
    name,
    ...metrics.map((metric) => {
      const value = scores[metric];
      if (value === undefined) return '';
      if (metric === 'samples') return String(value);
      const error = errors?.[metric];
      return metricText(value) + (error === undefined ? '' : ` ± ${error.toFixed(4)}`);
    }),
  ]);
  return drawTable(['', ...metrics], cells, paint);
}

/** Four digits for all, so that a perfect score lines up with the others. */
function metricText(value: number): string {
  return Number.isInteger(value) ? value.toFixed(4) : shortNumber(value);
}
