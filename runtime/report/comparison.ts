import { pText, verdictOf } from '../compare/verdict.ts';
import { methodText } from '../compare/method.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { Run } from '../program/index.ts';
import { version } from '../version.ts';
import { intervalChart } from './charts/intervals.ts';
import { htmlPage, section } from './html-page.ts';
import { element, escape, numberText, table } from './markup.ts';
import { settingRows } from './settings.ts';

/** All that the page of a comparison shows. */
export interface ComparisonInput {
  readonly run: Run;
  readonly comparison: Comparison;
  readonly seeds: readonly number[];
  readonly isQuick: boolean;
  /** Texts by path. */
  readonly sources: Readonly<Record<string, string>>;
  /** What the command line changed. */
  readonly overrides: Readonly<Record<string, string>>;
}

/** What each kind of row is. */
const KINDS: readonly (readonly [string, string])[] = [
  ['model', 'as the file has it'],
  [
    'classical',
    'on the very features that the encoders are given, standardised; settings chosen on the validation split, or on a fifth of the training split where there is none',
  ],
  [
    'twin',
    'the same task with as many classical weights, or the same model without gates on two qubits, or without those between modalities',
  ],
  [
    'ablation',
    'the model trained anew without a modality, or with its values dealt out anew among the samples',
  ],
  ['rival', 'another run of the file, on the same samples and splits'],
];

/** A comparison as one page that opens offline: verdict, picture, table, method, source, seeds. */
export function comparisonPage(input: ComparisonInput): string {
  const { run, comparison, isQuick } = input;
  const { metric, rows, trials } = comparison;
  const quick = isQuick
    ? ' A third of the epochs and hardly any search: a first look, no evidence.'
    : '';
  const under = element('p', { class: 'under' }, escape(`${methodText(comparison)}${quick}`));
  const words = verdictOf(comparison).map((text) => element('p', {}, withCode(escape(text))));
  return htmlPage(`${run.name} compared`, [
    under,
    element('div', { class: 'verdict' }, ...words),
    section(`Test ${metric}`, element('div', { class: 'scroll' }, intervalChart(metric, rows))),
    section('Table', contestants(comparison)),
    section('What the rows are', element('div', { class: 'facts' }, table(['', ''], KINDS))),
    section('Source', sourcesOf(input)),
    section('How to get this again', facts(input, trials)),
  ]);
}

/** Names between backticks as code. @param text escaped */
function withCode(text: string): string {
  return text.replace(/`([^`]*)`/g, (_, name: string) => element('code', {}, name));
}

function contestants({ metric, rows }: Comparison): string {
  const notes = rows.some((row) => row.notes.length > 0);
  return table(
    [
      '',
      'kind',
      metric,
      'low',
      'high',
      'difference',
      'p',
      'parameters',
      'seconds',
      ...(notes ? ['chosen'] : []),
    ],
    rows.map((row) => [
      row.name,
      row.kind,
      ...[row.mean, row.low, row.high].map((value) => value.toFixed(3)),
      row.difference === null ? '' : numberText(row.difference),
      pText(row),
      String(row.parameters),
      row.seconds.toFixed(1),
      ...(notes ? [row.notes.join('; ')] : []),
    ]),
  );
}

function sourcesOf({ sources }: ComparisonInput): string {
  return Object.entries(sources)
    .map(
      ([path, text]) =>
        element('p', {}, element('code', {}, escape(path))) +
        element('pre', {}, element('code', {}, escape(text))),
    )
    .join('');
}

function facts({ run, seeds, overrides }: ComparisonInput, trials: number): string {
  const all: (readonly [string, string])[] = [
    ...settingRows(run),
    ...Object.entries(overrides).map(([name, value]) => [`asked ${name}`, value] as const),
    ['seeds', seeds.join(', ')],
    ['trials', String(trials)],
    ['version qmm', version],
  ];
  return element('div', { class: 'facts' }, table(['', ''], all));
}
