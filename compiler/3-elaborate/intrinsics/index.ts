import type { Location } from '../../diagnostics/diagnostic.ts';
import { intrinsicShapes } from '../../2-infer/intrinsic-shapes.ts';
import { assignArguments } from '../arguments.ts';
import type { Frame } from '../frame.ts';
import { inferredOf } from '../headers.ts';
import type { Callable, GivenValue, Value } from '../value.ts';
import { createIntrinsicCall, type IntrinsicCall } from './context.ts';
import { acrossSamples } from './across.ts';
import { contrasts } from './contrasts.ts';
import { drawings } from './drawings.ts';
import { pairs } from './pairs.ts';
import { solvers } from './solvers.ts';
import { draws } from './draws.ts';
import { features } from './features.ts';
import { indexSets } from './index-sets.ts';
import { maps } from './maps.ts';
import { measurement } from './measure.ts';
import { metrics } from './metrics.ts';
import { states } from './states.ts';
import { readings } from './readings.ts';
import { objectives } from './objectives.ts';
import { statistics } from './statistics.ts';
import { tensors } from './tensors.ts';

/** How each intrinsic function is built. */
const builders: ReadonlyMap<string, (call: IntrinsicCall) => Value> = new Map(
  Object.entries({
    ...tensors,
    ...draws,
    ...drawings,
    ...maps,
    ...states,
    ...features,
    ...readings,
    ...statistics,
    ...pairs,
    ...acrossSamples,
    ...contrasts,
    ...solvers,
    ...objectives,
    ...metrics,
    ...indexSets,
    ...measurement,
  }),
);

/** The intrinsic functions that mean something: all that inference knows the sizes of. */
export const builtIntrinsics: readonly string[] = [...builders.keys()];

/** An intrinsic function applied to arguments. */
export function callIntrinsic(
  frame: Frame,
  callable: Callable,
  leading: readonly GivenValue[],
  at: Location,
  place: object,
): Value {
  const name = callable.callee.kind === 'intrinsic' ? callable.callee.name : '';
  const header = intrinsicShapes.get(name)?.parameters ?? [];
  const positional = [...leading, ...callable.given.positional];
  const open = header.findIndex((one) => one.endsWith('...'));
  const fixed = open < 0 ? positional : positional.slice(0, open);
  const assigned = assignArguments(
    name,
    header.filter((one) => !one.endsWith('...')).map((one) => one.replace('?', '')),
    fixed,
    callable.given.named,
  );
  const rest = open < 0 ? [] : positional.slice(open);
  const call = createIntrinsicCall(frame, name, at, place, assigned, rest, (value, values) => {
    if (value.kind !== 'callable') return { kind: 'other' };
    return inferredOf(appliedToShape(frame, value, values, at, place));
  });
  const build = builders.get(name);
  if (!build) throw new Error(`the intrinsic ${name} is not built`);
  return build(call);
}

/** What a function gives for values of these shapes: its weights are made, its gates and numbers are not. */
function appliedToShape(
  frame: Frame,
  callable: Callable,
  values: Parameters<Parameters<typeof createIntrinsicCall>[6]>[1],
  at: Location,
  place: object,
): Value {
  const stand = values.map((value): GivenValue => ({ value: standIn(frame, value), at }));
  return frame.elaboration.rules.invoke(frame, callable, stand, at, place);
}

function standIn(
  frame: Frame,
  value: Parameters<Parameters<typeof createIntrinsicCall>[6]>[1][number],
): Value {
  const { graph } = frame.elaboration;
  const dims = value.kind === 'tensor' ? (value.dims ?? []) : [];
  const shape = dims.map((size) => size.constant);
  return {
    kind: 'tensor',
    element: { kind: 'real' },
    shape,
    rate: 'sample',
    sources: new Set(['entry']),
    needs: new Set(),
    trainable: true,
    form: () => ({ constant: { rational: [0, 1], pi: [0, 1] }, terms: [] }),
    node: () => graph.constant([], shape),
  };
}
