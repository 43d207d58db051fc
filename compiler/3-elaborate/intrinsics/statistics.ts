import type { Statistic } from '../../../runtime/program/index.ts';
import { typeText } from '../describe.ts';
import { refuse } from '../report.ts';
import { operationTensor } from '../tensor.ts';
import { elements, type Tensor, type Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

/** What a `fit` computes over the training split. */
export const statistics: Readonly<Record<string, (call: IntrinsicCall) => Value>> = {
  average: (call) => statistic(call, 'average', call.numbers('x')),
  deviation: (call) => statistic(call, 'deviation', call.numbers('x')),
  lowest: (call) => statistic(call, 'lowest', call.numbers('x')),
  highest: (call) => statistic(call, 'highest', call.numbers('x')),
  quantile: (call) =>
    statistic(call, 'quantile', call.numbers('x'), { quantile: call.constant('at') }),
  principal_axes: (call) => axes(call, 'principal_axes'),
  latent_axes: (call) => axes(call, 'latent_axes'),
  inverse_document_frequency: (call) =>
    statistic(call, 'inverse_document_frequency', call.numbers('words')),
};

function axes(call: IntrinsicCall, name: Statistic): Tensor {
  const x = call.numbers('x');
  const width = call.int('width');
  const features = elements(x.shape);
  if (width > features) {
    refuse('size-mismatch', 'default', call.at, {
      left: `${width} principal axes are asked for`,
      right: `\`${typeText(x)}\` has ${features} ${features === 1 ? 'entry' : 'entries'} to find them in`,
    });
  }
  return statistic(call, name, x, { width }, [width, elements(x.shape)]);
}

/** A fit has one value for all samples; what it was computed from is no longer a source. */
function statistic(
  call: IntrinsicCall,
  name: Statistic,
  x: Tensor,
  options: { readonly width?: number; readonly quantile?: number } = {},
  shape: readonly number[] = x.shape,
): Tensor {
  const made = operationTensor(
    call.frame.elaboration.graph,
    { kind: 'fit', statistic: name, ...options },
    [x],
    {
      shape,
      rate: 'shared',
    },
  );
  return { ...made, needs: new Set(), sources: new Set(), node: () => clean(call, made.node()) };
}

function clean(call: IntrinsicCall, node: number): number {
  call.frame.elaboration.graph.nodes[node]!.needs = [];
  return node;
}
