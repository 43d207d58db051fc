import type { Analysis, Figure } from '../analyse/figure.ts';
import { panelsChart } from './charts/panels.ts';
import { plotChart } from './charts/plot.ts';
import { htmlPage, section } from './html-page.ts';
import { element, escape, numberText, table } from './markup.ts';

/** The figures of a model as a page of its own. */
export function analysisPage(title: string, analysis: Analysis): string {
  return htmlPage(title, [section('Analysis', analysisFigures(analysis))]);
}

/** Each figure with what it means, its numbers and its plots, and what could not be told. */
export function analysisFigures({ figures, left }: Analysis): string {
  const untold = left.map(({ figure, of, reason }) =>
    element('li', {}, escape(`${figure}${of === '' ? '' : ` of ${of}`}: ${reason}`)),
  );
  const rest =
    untold.length === 0
      ? ''
      : element('p', { class: 'under' }, 'Not told:') + element('ul', {}, ...untold);
  return figures.map(figureMarkup).join('') + rest;
}

function figureMarkup({ title, meaning, worrying, rows, panels, plots }: Figure): string {
  const circuits = new Set(rows.map(({ of }) => of));
  const cells = rows.map(({ of, what, value }) => [
    circuits.size > 1 ? `${of}: ${what}` : what,
    numberText(value),
  ]);
  return (
    element('h3', {}, escape(title)) +
    element('p', worrying ? { class: 'worrying' } : {}, escape(meaning)) +
    table(['', ''], cells) +
    (panels ? panelsChart(panels) : '') +
    element('div', { class: 'charts' }, ...plots.map(plotChart))
  );
}
