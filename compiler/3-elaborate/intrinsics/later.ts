import { exact } from '../../../runtime/program/index.ts';
import { notYet } from '../not-yet.ts';
import { constantTensor } from '../tensor.ts';
import { elements, real, type Tensor } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

/** An intrinsic this version cannot run yet: its sizes are told all the same. */
export function later(call: IntrinsicCall): Tensor {
  notYet(call.frame, call.at, `\`${call.name}\``, 'run');
  const { dims } = call.shape();
  const zeros = Array.from({ length: elements(dims) }, () => exact.zero);
  const stand = constantTensor(call.frame.elaboration.graph, zeros, dims);
  return { ...stand, element: real, rate: 'sample', trainable: true };
}
