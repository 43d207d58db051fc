import { curvesOf } from '../../../runtime/report/curves.ts';
import { curveChart } from '../../../runtime/report/charts/curve.ts';
import { escape, numberText } from '../../../runtime/report/markup.ts';
import { readHistory } from './history.ts';

/** What the run panel shows: a sentence, and a curve for each metric, the loss first. */
export function runFigures(name: string, metrics: string): string {
  const folds = readHistory(metrics);
  const epochs = Math.max(0, ...folds.map(({ history }) => history.length));
  if (epochs === 0) return `<p>${escape(name)} has not finished its first epoch.</p>`;
  const curves = curvesOf({ folds }).filter(({ series }) => series.length > 0);
  const loss = curves[0]?.series[0]?.mean.at(-1);
  const under = `epoch ${epochs}${loss === undefined ? '' : `, loss ${numberText(loss)}`}`;
  return [
    `<h1>${escape(name)}</h1><p class="under">${escape(under)}</p>`,
    `<div class="charts">${curves.map(curveChart).join('')}</div>`,
  ].join('');
}
