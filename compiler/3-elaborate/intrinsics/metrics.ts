import type { ClassGuess, Metric } from '../../../runtime/program/index.ts';
import { typeText } from '../describe.ts';
import { textAt } from '../frame.ts';
import { refuse } from '../report.ts';
import { elements, type Element, type Tensor, type Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';
import { pairOf } from './pairs.ts';

type Named<M> = M extends { readonly name: string } ? Omit<M, 'name'> : never;
type Measure = (call: IntrinsicCall) => Named<Metric>;

/** Measures of a guess against a truth over all samples of a split. */
export const metricFunctions: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ['accuracy', (call) => ({ function: 'accuracy', ...classesJudged(call) })],
  ['f1', (call) => ({ function: 'f1', ...classesJudged(call) })],
  ['confusion', (call) => ({ function: 'confusion', ...classesJudged(call) })],
  ['correlation', (call) => ({ function: 'correlation', ...numbersJudged(call) })],
  ['concordance', (call) => ({ function: 'concordance', ...numbersJudged(call) })],
  ['perplexity', perplexity],
  ['rand_index', randIndex],
  ['recall', recall],
]);

/** A measure is of all samples together, so it stands behind `metric` and nowhere else. */
export const metrics: Readonly<Record<string, (call: IntrinsicCall) => Value>> = Object.fromEntries(
  [...metricFunctions.keys()].map((name) => [
    name,
    (call: IntrinsicCall) =>
      refuse(
        'rate-mismatch',
        'default',
        call.at,
        { what: `\`${textAt(call.frame, call.at)}\``, found: 'all samples', wanted: 'one sample' },
        { help: `A measure stands alone: \`metric m = ${name}(...)\`.` },
      ),
  ]),
);

type ClassMetric = Extract<Metric, { readonly guess: ClassGuess }>;

function classesJudged(call: IntrinsicCall): Pick<ClassMetric, 'inputs' | 'guess' | 'classes'> {
  const [guess, truth] = [call.tensor('guess'), call.tensor('truth')];
  const classes = classCount(truth.element) ?? wrongTruth(call, 'a class, a bit or a bool');
  const judged = { inputs: [guess.node(), truth.node()], classes };
  const same = guess.shape.join() === truth.shape.join();
  const answers = classCount(guess.element);
  if (answers !== undefined) {
    if (!same || answers !== classes) mismatch(call, guess, truth);
    return { ...judged, guess: 'class' };
  }
  if (guess.shape.join() === [...truth.shape, classes].join())
    return { ...judged, guess: 'scores' };
  const single = elements(guess.shape) === 1 && elements(truth.shape) === 1;
  if (classes !== 2 || !single) mismatch(call, guess, truth);
  return { ...judged, guess: 'logit' };
}

function numbersJudged(call: IntrinsicCall): { readonly inputs: readonly number[] } {
  const [guess, truth] = [call.numbers('guess'), call.numbers('truth')];
  if (elements(guess.shape) !== elements(truth.shape)) mismatch(call, guess, truth);
  return { inputs: [guess.node(), truth.node()] };
}

function perplexity(call: IntrinsicCall): Named<Metric> {
  const [logits, truth] = [call.numbers('logits'), call.tensor('truth')];
  if (truth.element.kind !== 'class') return wrongTruth(call, 'a class or a word');
  if (logits.shape.join() !== [...truth.shape, truth.element.count].join())
    mismatch(call, logits, truth, 'logits');
  return { function: 'perplexity', inputs: [logits.node(), truth.node()] };
}

function randIndex(call: IntrinsicCall): Named<Metric> {
  const [group, truth] = [call.tensor('group'), call.tensor('truth')];
  if (classCount(truth.element) === undefined) wrongTruth(call, 'a class, a bit or a bool');
  if (classCount(group.element) === undefined || group.shape.join() !== truth.shape.join())
    return mismatch(call, group, truth, 'group');
  return { function: 'rand_index', inputs: [group.node(), truth.node()] };
}

/** How often a sample's own partner is among the `at` most alike. */
function recall(call: IntrinsicCall): Named<Metric> {
  return { function: 'recall', inputs: [pairOf(call, 'likeness').node()], at: call.int('at') };
}

function classCount(element: Element): number | undefined {
  if (element.kind === 'class') return element.count;
  return element.kind === 'bit' || element.kind === 'bool' ? 2 : undefined;
}

function wrongTruth(call: IntrinsicCall, wanted: string): never {
  const { at } = call.given('truth');
  return refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(call.frame, at)}\``,
    found: `\`${typeText(call.tensor('truth'))}\``,
    wanted: `${wanted} for \`${call.name}\``,
  });
}

function mismatch(call: IntrinsicCall, guess: Tensor, truth: Tensor, name = 'guess'): never {
  const text = (key: string, value: Tensor): string =>
    `\`${textAt(call.frame, call.given(key).at)}\` is ${typeText(value)}`;
  return refuse('size-mismatch', 'default', call.at, {
    left: text(name, guess),
    right: text('truth', truth),
  });
}
