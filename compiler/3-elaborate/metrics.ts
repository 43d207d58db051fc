import type { Call, Expression, Metric as MetricItem } from '../../grammar/tree.ts';
import type { Metric } from '../../runtime/program/index.ts';
import { describe } from './describe.ts';
import { integer } from './expressions.ts';
import { locate, named, textAt, type Frame } from './frame.ts';
import { notYet } from './not-yet.ts';
import { refuse, silently } from './report.ts';
import { elements } from './value.ts';

const known: readonly Metric['function'][] = [
  'accuracy',
  'f1',
  'correlation',
  'concordance',
  'perplexity',
];

/** A `metric` statement: one of the known measures on two values, or the mean of a number over the samples. */
export function metricOf(frame: Frame, item: MetricItem): Metric | null {
  const { rules } = frame.elaboration;
  const name = item.name.text;
  const { value: expression } = item;
  if (expression.kind === 'call') {
    const found = known.find((one) => one === expression.name.text);
    if (found) {
      const inputs = expression.arguments.map((one) => {
        const value = rules.expression(frame, one.value);
        if (value.kind === 'failed') silently();
        if (value.kind === 'tensor') return value.node();
        const at = locate(frame, one.value.span);
        return refuse('type-mismatch', 'default', at, {
          what: `\`${textAt(frame, at)}\``,
          found: describe(value),
          wanted: `a value that \`${found}\` can judge`,
        });
      });
      if (inputs.length !== 2) {
        refuse('unknown-argument', 'many', locate(frame, expression.span), {
          callee: found,
          wanted: 'a guess and a truth',
          given: inputs.length,
        });
      }
      return { name, function: found, inputs };
    }
    if (expression.name.text === 'recall') return recallOf(frame, name, expression);
    if (['rand_index', 'confusion'].includes(expression.name.text)) {
      notYet(frame, locate(frame, item.span), `The metric \`${expression.name.text}\``, 'computed');
      return null;
    }
  }
  const value = rules.expression(named(frame, name), expression);
  if (value.kind === 'failed') silently();
  if (value.kind !== 'tensor' || elements(value.shape) !== 1) {
    const at = locate(frame, expression.span);
    refuse('type-mismatch', 'default', at, {
      what: `\`${name}\``,
      found: describe(value),
      wanted: 'a single number',
    });
  }
  return { name, function: 'mean', inputs: [value.node()] };
}

/** `recall(likeness, at: k)`: how often a sample's own partner is among the k most alike. */
function recallOf(frame: Frame, name: string, call: Call): Metric {
  const { rules } = frame.elaboration;
  const given = (key: string, position: number): Expression => {
    const found =
      call.arguments.find((one) => one.name?.text === key) ??
      call.arguments.filter((one) => one.name === null)[position];
    if (found) return found.value;
    return refuse('missing-argument', 'default', locate(frame, call.span), {
      callee: 'recall',
      name: key,
    });
  };
  const likeness = given('likeness', 0);
  const value = rules.expression(frame, likeness);
  if (value.kind === 'failed') silently();
  const at = locate(frame, likeness.span);
  if (value.kind !== 'tensor' || value.rate !== 'pair' || elements(value.shape) !== 1) {
    refuse('type-mismatch', 'default', at, {
      what: `\`${textAt(frame, at)}\``,
      found: describe(value),
      wanted: 'a likeness of two samples, which `recall` ranks by',
    });
  }
  return { name, function: 'recall', inputs: [value.node()], at: integer(frame, given('at', 1)) };
}
