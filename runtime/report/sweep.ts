import { intervalChart, type IntervalRow } from './charts/intervals.ts';
import { htmlPage, section } from './html-page.ts';
import { element, escape, table } from './markup.ts';

/** All that the page of a sweep shows. */
export interface SweepInput {
  readonly title: string;
  readonly metric: string;
  /** One for each choice of settings, in their order; at least one. */
  readonly rows: readonly Omit<IntervalRow, 'kind'>[];
  /** A row a run. */
  readonly runs: readonly Readonly<Record<string, string | number>>[];
}

/** A sweep as one page that opens offline: a picture of all choices, and the table of runs. */
export function sweepPage({ title, metric, rows, runs }: SweepInput): string {
  const names = [...new Set(runs.flatMap((row) => Object.keys(row)))];
  const under = `${runs.length} runs. Marks are means over seeds, bars their 95 % intervals by Student's t, strokes the single runs; the dashed line stands at the first choice.`;
  const chart = intervalChart(
    metric,
    rows.map((row) => ({ ...row, kind: 'twin' })),
  );
  return htmlPage(title, [
    element('p', { class: 'under' }, escape(under)),
    section(metric, element('div', { class: 'scroll' }, chart)),
    section(
      'Runs',
      table(
        names,
        runs.map((row) => names.map((name) => cellText(row[name]))),
      ),
    ),
  ]);
}

function cellText(value: string | number | undefined): string {
  return typeof value === 'number' && !Number.isInteger(value)
    ? value.toFixed(4)
    : String(value ?? '');
}
