import type { BatchObjective } from '../../../runtime/program/index.ts';
import { typeText } from '../describe.ts';
import { textAt } from '../frame.ts';
import { refuse } from '../report.ts';
import { operationTensor } from '../tensor.ts';
import type { Tensor, Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';
import { numberForAll, pairOf } from './pairs.ts';

/** Objectives over the pairs of a batch. */
export const contrasts: Readonly<Record<string, (call: IntrinsicCall) => Value>> = {
  contrast: (call) => {
    const temperature = numberForAll(call, 'temperature', 0.07);
    return ofBatch(call, { kind: 'contrast' }, [
      pairOf(call, 'likeness'),
      temperature,
      ...classes(call),
    ]);
  },
  triplet: (call) => {
    const margin = call.constant('margin', 0.2);
    return ofBatch(call, { kind: 'triplet', margin }, [pairOf(call, 'likeness'), ...classes(call)]);
  },
  alignment: (call) => {
    const [truth] = classes(call);
    const count = truth?.element.kind === 'class' ? truth.element.count : 0;
    return ofBatch(call, { kind: 'alignment', classes: count }, [
      pairOf(call, 'kernel'),
      ...(truth ? [truth] : []),
    ]);
  },
};

function ofBatch(
  call: IntrinsicCall,
  operation: BatchObjective,
  inputs: readonly Tensor[],
): Tensor {
  const { graph } = call.frame.elaboration;
  return operationTensor(graph, operation, inputs, { shape: [], rate: 'batch' });
}

/** The truth, a class, where one is given. */
function classes(call: IntrinsicCall): Tensor[] {
  if (call.name !== 'alignment' && !call.has('truth')) return [];
  const truth = call.tensor('truth');
  if (truth.element.kind === 'class' && truth.shape.length === 0) return [truth];
  const { at } = call.given('truth');
  return refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(call.frame, at)}\``,
    found: `\`${typeText(truth)}\``,
    wanted: `a class, as \`${call.name}\` tells alike from different by`,
  });
}
