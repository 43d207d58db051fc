import type { Paint } from '../compiler/diagnostics/render/paint.ts';
import type { Scores } from '../runtime/train/progress.ts';
import { drawTable, shortNumber } from './table.ts';

/** Splits or folds against metrics, `samples` last. */
export function scoresTable(
  rows: readonly { readonly name: string; readonly scores: Scores }[],
  paint: Paint,
): string {
  const names = [...new Set(rows.flatMap(({ scores }) => Object.keys(scores)))];
  const metrics = [...names.filter((name) => name !== 'samples'), 'samples'];
  const cells = rows.map(({ name, scores }) => [
    name,
    ...metrics.map((metric) => {
      const value = scores[metric];
      return value === undefined ? '' : shortNumber(value);
    }),
  ]);
  return drawTable(['', ...metrics], cells, paint);
}
