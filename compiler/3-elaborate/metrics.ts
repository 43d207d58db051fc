import type { Call, Metric as MetricItem } from '../../grammar/tree.ts';
import type { Metric } from '../../runtime/program/index.ts';
import { intrinsicShapes } from '../2-infer/intrinsic-shapes.ts';
import { assignArguments, givenArguments } from './arguments.ts';
import { described } from './describe.ts';
import { locate, named, type Frame } from './frame.ts';
import { createIntrinsicCall } from './intrinsics/context.ts';
import { metricFunctions } from './intrinsics/metrics.ts';
import { refuse, silently } from './report.ts';
import { elements } from './value.ts';

/** A `metric` statement: one of the known measures on two values, or the mean of a number over the samples. */
export function metricOf(frame: Frame, item: MetricItem): Metric {
  const { rules } = frame.elaboration;
  const name = item.name.text;
  const { value: expression } = item;
  if (expression.kind === 'call') {
    const measure = metricFunctions.get(expression.name.text);
    if (measure) return { ...measure(callOf(named(frame, name), expression)), name };
  }
  const value = rules.expression(named(frame, name), expression);
  if (value.kind === 'failed') silently();
  if (value.kind !== 'tensor' || elements(value.shape) !== 1) {
    const at = locate(frame, expression.span);
    refuse('type-mismatch', 'default', at, {
      what: `\`${name}\``,
      found: described(value),
      wanted: 'a single number',
    });
  }
  return { name, function: 'mean', inputs: [value.node()] };
}

function callOf(frame: Frame, call: Call): ReturnType<typeof createIntrinsicCall> {
  const name = call.name.text;
  const header = intrinsicShapes.get(name)?.parameters ?? [];
  const { positional, named: byName } = givenArguments(frame, call.arguments);
  const assigned = assignArguments(name, header, positional, byName);
  const at = locate(frame, call.span);
  return createIntrinsicCall(frame, name, at, call, assigned, [], () => ({ kind: 'other' }));
}
