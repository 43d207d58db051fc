import type { ReportInput } from './input.ts';
import { numberText } from './markup.ts';
import { meanMetrics } from './metrics.ts';

/** What came out, in one or two sentences, beside what a guesser would reach. */
export function verdict(input: ReportInput): string {
  const metrics = meanMetrics(input);
  if (!metrics) return 'This training has not ended; the curves show how far it is.';
  const unseen = metrics.test ?? metrics.validate;
  const scores = unseen ?? metrics.train ?? {};
  const whose = unseen
    ? `${samplesText(scores)} that it never learned from`
    : `${samplesText(scores)} that it learned from`;
  const own = input.run.program.metrics.map(({ name }) => name);
  return [
    headline(scores, whose, own),
    spread(input),
    guesser(input),
    learned(metrics.train, scores),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** @param own names of the model's own metrics, which speak where there is neither a class, a number nor a loss */
function headline(
  scores: Readonly<Record<string, number>>,
  whose: string,
  own: readonly string[],
): string {
  const { accuracy, mae, r2, validity, loss } = scores;
  if (accuracy !== undefined) return `Answers rightly ${percent(accuracy)} of ${whose}.`;
  if (mae !== undefined)
    return `Is off by ${numberText(mae)} on average on ${whose}${r2 === undefined ? '' : ` (r² ${numberText(r2)})`}.`;
  if (validity !== undefined)
    return `Draws what is true of what is given in ${percent(validity)} of all draws, for ${whose}.`;
  if (loss !== undefined) return `Reaches a loss of ${numberText(loss)} on ${whose}.`;
  const known = own.flatMap((name) => {
    const score = scores[name];
    return score === undefined ? [] : [`${name} ${numberText(score)}`];
  });
  return known.length > 0
    ? `Reaches ${known.join(', ')} on ${whose}.`
    : `Is fitted; nothing judges it.`;
}

/** Between which folds the accuracy lies. */
function spread({ folds }: ReportInput): string {
  if (folds.length < 2) return '';
  const scored = folds.flatMap(({ name, metrics }) => {
    const accuracy = metrics?.test?.['accuracy'];
    return accuracy === undefined ? [] : [{ name, accuracy }];
  });
  const sorted = scored.sort((a, b) => a.accuracy - b.accuracy);
  const [worst, best] = [sorted[0], sorted.at(-1)];
  if (!worst || !best) return `Mean of ${folds.length} folds.`;
  return `Mean of ${folds.length} folds, from ${percent(worst.accuracy)} (${worst.name}) to ${percent(best.accuracy)} (${best.name}).`;
}

function guesser({ confusion, labels }: ReportInput): string {
  if (!confusion) return '';
  const totals = confusion.counts.map((row) => row.reduce((a, b) => a + b, 0));
  const all = totals.reduce((a, b) => a + b, 0);
  const most = Math.max(...totals);
  if (all === 0) return '';
  return `Always answering “${labels[totals.indexOf(most)] ?? totals.indexOf(most)}” would reach ${percent(most / all)}.`;
}

function learned(
  train: Readonly<Record<string, number>> | undefined,
  scores: Readonly<Record<string, number>>,
): string {
  const accuracy = train?.['accuracy'];
  if (accuracy === undefined || train === scores) return '';
  return `Of those that it learned from it answers rightly ${percent(accuracy)}.`;
}

function samplesText({ samples }: Readonly<Record<string, number>>): string {
  return samples === undefined ? 'samples' : `${Math.round(samples)} samples`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`;
}
