import type { Paint } from '../../compiler/diagnostics/render/paint.ts';
import { intervalOf, within } from '../../runtime/compare/index.ts';
import { drawTable, shortNumber } from '../table.ts';
import type { Swept } from './table.ts';

/** A choice of settings a row, with the mean over its seeds. */
export function sweepTable({ metric, points }: Swept, paint: Paint): string {
  const keys = Object.keys(points[0]?.settings ?? {});
  const lines = points.map(({ settings, scores, failed }) => {
    const { mean, low, high } = within(intervalOf(scores, { overlap: 0 }), metric);
    return [
      ...keys.map((key) => settings[key]!),
      scores.length === 0 ? '' : shortNumber(mean),
      scores.length < 2 ? '' : `${shortNumber(low)} to ${shortNumber(high)}`,
      failed === 0 ? '' : String(failed),
    ];
  });
  return drawTable([...keys, metric, '95 % interval over seeds', 'failed'], lines, paint);
}
