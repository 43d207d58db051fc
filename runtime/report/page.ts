import { drawSvg } from '../draw/index.ts';
import { analysisFigures } from './analysis.ts';
import { confusionChart } from './charts/confusion.ts';
import { curveChart } from './charts/curve.ts';
import { drawingsTable } from './charts/drawings.ts';
import { curvesOf } from './curves.ts';
import type { ReportInput } from './input.ts';
import { element, escape, numberText, table } from './markup.ts';
import { meanMetrics, metricNames } from './metrics.ts';
import { SCRIPT } from './script.ts';
import { settingRows } from './settings.ts';
import { htmlPage, section } from './html-page.ts';
import { verdict } from './verdict.ts';

/** Beyond this a drawing of every gate is slower to open than it is useful. */
const MOST_GATES = 1500;
const DRAWING_WIDTH = 112;

/**
 * A training as one HTML page that opens offline: verdict, results, curves, confusion, figures, circuit, source,
 * settings.
 * Nothing in it asks for another file, and all text of the user is escaped.
 */
export function reportPage(input: ReportInput): string {
  const { run } = input;
  const title = run.name === run.program.model ? run.name : `${run.name} (${run.program.model})`;
  const sections = [
    section('Results', results(input)),
    section('Training', training(input)),
    section('Confusion', confusion(input)),
    section('Drawings', drawings(input)),
    section('Analysis', input.analysis ? analysisFigures(input.analysis) : ''),
    section('Model', circuits(input)),
    section('Source', sources(input)),
    section('How to get this again', facts(input)),
  ];
  const head =
    element('p', { class: 'under' }, escape(summary(input))) +
    element('p', { class: 'verdict' }, escape(verdict(input)));
  return htmlPage(title, [head, ...sections], SCRIPT);
}

function summary({ run, folds }: ReportInput): string {
  const { program } = run;
  const weights = program.parameters.reduce(
    (sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1),
    0,
  );
  const qubits = Math.max(0, ...program.circuits.map((circuit) => circuit.qubits.length));
  const epochs = Math.max(0, ...folds.map(({ history }) => history.length));
  const modalities = program.inputs
    .filter(({ role }) => role === 'modality')
    .map(({ name }) => name);
  const read = modalities.length > 0 ? `${modalities.join(' + ')} on ` : '';
  const isFittedOnly = program.objectives.length === 0;
  const parts = [
    `${read}${countOf(qubits, 'qubit')}`,
    weights === 0 ? 'no weights' : countOf(weights, 'weight'),
    isFittedOnly ? 'fitted without training' : countOf(epochs, 'epoch'),
  ];
  return parts.join(', ');
}

function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function results(input: ReportInput): string {
  const metrics = meanMetrics(input);
  if (!metrics) return '';
  const names = metricNames(Object.values(metrics));
  const value = (scores: Readonly<Record<string, number>> | undefined, name: string): string => {
    const score = scores?.[name];
    return score === undefined ? '' : numberText(score);
  };
  const rows = Object.entries(metrics).map(([split, scores]) => [
    split,
    ...names.map((name) => value(scores, name)),
  ]);
  const overall = table([input.folds.length > 1 ? 'mean of folds' : 'split', ...names], rows);
  if (input.folds.length < 2) return overall;
  const folds = input.folds.map(({ name, metrics: own }, i) => [
    name === '' ? `fold ${i + 1}` : name,
    ...names.map((each) => value(own?.test, each)),
  ]);
  return (
    overall + element('h3', {}, 'Test split of each fold') + table(['held out', ...names], folds)
  );
}

function training(input: ReportInput): string {
  const curves = curvesOf(input).filter(({ series }) => series.length > 0);
  if (curves.length === 0) return '';
  const epochs = Math.max(...curves.flatMap(({ series }) => series.map(({ mean }) => mean.length)));
  const columns = curves.flatMap(({ title, series }) =>
    series.map(({ name, mean }) => ({ head: `${title}, ${name}`, mean })),
  );
  const rows = Array.from({ length: epochs }, (_, epoch) => [
    String(epoch + 1),
    ...columns.map(({ mean }) => numberText(mean[epoch] ?? NaN)),
  ]);
  const values = table(['epoch', ...columns.map(({ head }) => head)], rows);
  const note =
    input.folds.length > 1
      ? element('p', { class: 'under' }, 'Lines are means over the folds, bands their range.')
      : '';
  return (
    note +
    element('div', { class: 'charts' }, ...curves.map(curveChart)) +
    details('Values by epoch', values)
  );
}

function confusion({ confusion: matrix, labels }: ReportInput): string {
  if (!matrix || matrix.counts.length === 0) return '';
  const note = element(
    'p',
    { class: 'under' },
    escape(`Counts of the ${matrix.split} split; the diagonal is right.`),
  );
  return note + element('div', { class: 'scroll' }, confusionChart(matrix.counts, labels));
}

function drawings({ drawings: found }: ReportInput): string {
  if (!found || found.rows.length === 0) return '';
  const note = `Of the ${found.split} split: what is true, and what chance drew from the model for the same.`;
  return element('p', { class: 'under' }, escape(note)) + drawingsTable(found.rows);
}

function circuits({ run }: ReportInput): string {
  const gates = run.program.circuits.reduce((sum, circuit) => sum + circuit.gates.length, 0);
  const scroll = (drawing: string): string => element('div', { class: 'scroll' }, drawing);
  const source = scroll(drawSvg(run.program, { width: DRAWING_WIDTH }));
  if (gates > MOST_GATES) return source;
  return (
    source +
    details('Every gate', scroll(drawSvg(run.program, { level: 'lowered', width: DRAWING_WIDTH })))
  );
}

function sources(input: ReportInput): string {
  return Object.entries(input.sources)
    .map(
      ([path, text]) =>
        element('p', {}, element('code', {}, escape(path))) +
        element('pre', {}, element('code', {}, escape(text))),
    )
    .join('');
}

function facts(input: ReportInput): string {
  const rows = (
    prefix: string,
    values: Readonly<Record<string, string | number>>,
  ): (readonly [string, string])[] =>
    Object.entries(values).map(([name, value]) => [`${prefix} ${name}`, String(value)]);
  const all = [
    ...settingRows(input.run),
    ...rows('asked', input.overrides),
    ...rows('seed', input.seeds),
    ...rows('version', input.versions),
    ...rows('SHA-256 of', input.hashes),
  ];
  return element('div', { class: 'facts' }, table(['', ''], all));
}

function details(title: string, content: string): string {
  return element('details', {}, element('summary', {}, escape(title)), content);
}
