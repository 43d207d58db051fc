import { notYet } from '../not-yet.ts';
import { operationTensor } from '../tensor.ts';
import {
  elements,
  real,
  union,
  type Element,
  type Rate,
  type Tensor,
  type Value,
} from '../value.ts';
import type { IntrinsicCall } from './context.ts';

const pairValues: readonly string[] = ['overlap', 'cosine', 'rbf', 'across'];

/** An intrinsic this version cannot run yet: its sizes, rate and weights are told all the same. */
export function later(call: IntrinsicCall): Value {
  notYet(call.frame, call.at, `\`${call.name}\``, 'run');
  const { dims, classes } = call.shape();
  const { graph } = call.frame.elaboration;
  const element: Element =
    classes === undefined ? real : { kind: 'class', count: classes, names: null, sparse: false };
  const inputs = tensorsOf(call);
  const made = operationTensor(graph, { kind: 'reshape' }, inputs, {
    shape: dims,
    element,
    rate: rateOf(call.name),
  });
  return {
    ...made,
    trainable: true,
    sources: union(...inputs.map((one) => one.sources)),
    node: () => graph.constant(new Array<number>(elements(dims)).fill(0), dims),
  };
}

function rateOf(name: string): Rate {
  return pairValues.includes(name) ? 'pair' : 'sample';
}

function tensorsOf(call: IntrinsicCall): Tensor[] {
  return ['x', 'start', 'a', 'b', 'y', 'score', 'kernel'].flatMap((name) => {
    if (!call.has(name)) return [];
    const { value } = call.given(name);
    return value.kind === 'tensor' ? [value] : [];
  });
}
