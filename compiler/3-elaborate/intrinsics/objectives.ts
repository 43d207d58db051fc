import { typeText } from '../describe.ts';
import { textAt } from '../frame.ts';
import { refuse } from '../report.ts';
import { rememberTask } from '../tasks.ts';
import { operationTensor } from '../tensor.ts';
import { elements, type Tensor, type Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

/** Objectives that the language cannot write stably itself. */
export const objectives: Readonly<Record<string, (call: IntrinsicCall) => Value>> = {
  binary: (call) => {
    const logit = call.numbers('logit');
    const truth = binaryTruth(call);
    single(call, 'logit', logit);
    rememberTask(call.frame, 'binary', logit, truth);
    return operationTensor(
      call.frame.elaboration.graph,
      { kind: 'binary_cross_entropy' },
      [logit, truth],
      { shape: [] },
    );
  },
  huber: (call) => {
    const [guess, truth] = [call.numbers('guess'), call.numbers('truth')];
    if (elements(guess.shape) !== elements(truth.shape)) {
      refuse('size-mismatch', 'default', call.given('truth').at, {
        left: `the guess is ${typeText(guess)}`,
        right: `the truth is ${typeText(truth)}`,
      });
    }
    rememberTask(call.frame, 'huber', guess, truth);
    const delta = call.constant('delta', 1);
    return operationTensor(call.frame.elaboration.graph, { kind: 'huber', delta }, [guess, truth], {
      shape: [],
    });
  },
};

function single(call: IntrinsicCall, name: string, value: Tensor): void {
  if (elements(value.shape) === 1) return;
  const { at } = call.given(name);
  refuse('size-mismatch', 'default', at, {
    left: `\`${textAt(call.frame, at)}\` is ${typeText(value)}`,
    right: '`binary` takes a single logit',
  });
}

/** A bit, a bool, or a class of two. */
function binaryTruth(call: IntrinsicCall): Tensor {
  const truth = call.tensor('truth');
  const two = truth.element.kind === 'class' && truth.element.count === 2;
  if (truth.shape.length === 0 && (two || truth.element.kind !== 'class')) return truth;
  const { at } = call.given('truth');
  return refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(call.frame, at)}\``,
    found: `\`${typeText(truth)}\``,
    wanted: 'a bit, a bool or a class of two',
  });
}
