import { exact } from '../../../runtime/program/index.ts';
import { shapeText, typeText } from '../describe.ts';
import { textAt } from '../frame.ts';
import { refuse } from '../report.ts';
import { rememberTask } from '../tasks.ts';
import { arithmetic, operationTensor, reshaped, scalar } from '../tensor.ts';
import { elements, type Tensor, type Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

/** Objectives that the language cannot write stably itself. */
export const objectives: Readonly<Record<string, (call: IntrinsicCall) => Value>> = {
  binary: (call) => {
    const logit = single(call, 'logit');
    const truth = binaryTruth(call);
    rememberTask(call.frame, 'binary', logit, truth);
    return operationTensor(
      call.frame.elaboration.graph,
      { kind: 'binary_cross_entropy' },
      [logit, truth],
      { shape: [] },
    );
  },
  hinge,
  huber: (call) => {
    const [guess, truth] = [call.numbers('guess'), call.numbers('truth')];
    if (elements(guess.shape) !== elements(truth.shape)) {
      refuse('size-mismatch', 'default', call.given('truth').at, {
        left: `the guess is ${shapeText(guess)}`,
        right: `the truth is ${shapeText(truth)}`,
      });
    }
    rememberTask(call.frame, 'huber', guess, truth);
    const delta = call.constant('delta', 1);
    return operationTensor(call.frame.elaboration.graph, { kind: 'huber', delta }, [guess, truth], {
      shape: [],
    });
  },
};

/** `max(0, 1 - s score)` with s = 1 for the second of two classes and -1 for the first (Cortes and Vapnik 1995). */
function hinge(call: IntrinsicCall): Tensor {
  const { graph } = call.frame.elaboration;
  const score = reshaped(graph, single(call, 'score'), []);
  const truth = binaryTruth(call);
  rememberTask(call.frame, 'hinge', score, truth);
  const [one, two] = [scalar(graph, exact.one), scalar(graph, exact.integer(2))];
  const side = arithmetic(
    graph,
    'subtract',
    arithmetic(graph, 'multiply', truth, two, []),
    one,
    [],
  );
  const margin = arithmetic(graph, 'multiply', side, score, []);
  const short = arithmetic(graph, 'subtract', one, margin, []);
  return operationTensor(graph, { kind: 'unary', function: 'relu' }, [short], { shape: [] });
}

function single(call: IntrinsicCall, name: string): Tensor {
  const value = call.numbers(name);
  if (elements(value.shape) === 1) return value;
  const { at } = call.given(name);
  return refuse(
    'size-mismatch',
    'default',
    at,
    {
      left: `\`${textAt(call.frame, at)}\` is ${shapeText(value)}`,
      right: `\`${call.name}\` takes one ${name}`,
    },
    { numbers: [{ from: elements(value.shape), to: 1 }] },
  );
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
