import type { Paint } from '../../compiler/diagnostics/render/paint.ts';
import { pText, type Comparison } from '../../runtime/compare/index.ts';
import { drawTable, duration } from '../table.ts';

/** A contestant a row, the model first. */
export function comparisonTable({ metric, rows }: Comparison, paint: Paint): string {
  const cells = rows.map((row) => [
    row.name,
    row.kind,
    row.mean.toFixed(3),
    row.scores.length > 1 ? `${row.low.toFixed(3)} to ${row.high.toFixed(3)}` : '',
    row.difference === null ? '' : signed(row.difference),
    pText(row),
    String(row.parameters),
    duration(row.seconds),
  ]);
  return drawTable(
    ['', 'kind', metric, '95 % interval', 'difference', 'p', 'parameters', 'time'],
    cells,
    paint,
  );
}

function signed(difference: number): string {
  return `${difference < 0 ? '-' : '+'}${Math.abs(difference).toFixed(3)}`;
}
