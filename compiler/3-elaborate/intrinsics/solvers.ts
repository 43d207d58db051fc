import type { Solver, Task } from '../../../runtime/program/index.ts';
import { typeText } from '../describe.ts';
import { textAt } from '../frame.ts';
import { refuse } from '../report.ts';
import { operationTensor } from '../tensor.ts';
import { elements, type Element, type Tensor, type Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';
import { pairOf } from './pairs.ts';

/** What is fitted to the training split once training is over. */
export const solvers: Readonly<Record<string, (call: IntrinsicCall) => Value>> = {
  svm: (call) => {
    const truth = classTruth(call);
    const solver: Solver = { kind: 'svm', c: call.constant('c', 1), classes: truth.count };
    const scores = solved(call, solver, [pairOf(call, 'kernel'), truth.tensor], [truth.count]);
    judge(call, truth.tensor, (common) => ({ kind: 'decision', scores: scores.node(), ...common }));
    return largestOf(call, scores, truth.tensor.element);
  },
  logistic: (call) => {
    const truth = classTruth(call);
    const solver: Solver = { kind: 'logistic', c: call.constant('c', 1), classes: truth.count };
    const logits = solved(call, solver, [features(call), truth.tensor], [truth.count]);
    judge(call, truth.tensor, (common) => ({
      kind: 'classification',
      scores: logits.node(),
      ...common,
    }));
    return largestOf(call, logits, truth.tensor.element);
  },
  ridge: (call) => {
    const truth = call.numbers('truth');
    const asked = call.numbers('x').rate === 'pair' ? pairOf(call, 'x') : features(call);
    const solver: Solver = { kind: 'ridge', penalty: call.constant('penalty', 1) };
    const guess = solved(call, solver, [asked, truth], truth.shape);
    judge(call, truth, (common) => ({ kind: 'regression', guess: guess.node(), ...common }));
    return guess;
  },
  spectral: (call) => {
    const groups = call.int('groups');
    return solved(call, { kind: 'spectral', groups }, [pairOf(call, 'kernel')], [], group(groups));
  },
  kmeans: (call) => {
    const groups = call.int('groups');
    return solved(call, { kind: 'kmeans', groups }, [features(call)], [], group(groups));
  },
  kernel_pca: (call) => {
    const width = call.int('width');
    return solved(call, { kind: 'kernel_pca', width }, [pairOf(call, 'kernel')], [width]);
  },
};

function solved(
  call: IntrinsicCall,
  solver: Solver,
  inputs: readonly Tensor[],
  shape: readonly number[],
  element?: Element,
): Tensor {
  // Kernel and truth are found among the inputs when the model is finished.
  const operation = { kind: 'solve', solver, kernel: null, truth: null } as const;
  const made = operationTensor(call.frame.elaboration.graph, operation, inputs, {
    shape,
    rate: 'sample',
    ...(element ? { element } : {}),
  });
  const [asked] = inputs;
  return { ...made, sources: asked!.sources, needs: asked!.needs };
}

function largestOf(call: IntrinsicCall, scores: Tensor, element: Element): Tensor {
  const { graph } = call.frame.elaboration;
  return operationTensor(graph, { kind: 'argmax' }, [scores], { shape: [], element });
}

function group(count: number): Element {
  return { kind: 'class', count, names: null, sparse: false };
}

function judge(
  call: IntrinsicCall,
  truth: Tensor,
  task: (common: { readonly truth: number; readonly label: string }) => Task,
): void {
  if (truth.label === undefined) return;
  call.frame.elaboration.judged.push(task({ truth: truth.node(), label: truth.label }));
}

function classTruth(call: IntrinsicCall): { readonly tensor: Tensor; readonly count: number } {
  const tensor = call.tensor('truth');
  if (tensor.element.kind === 'class' && tensor.shape.length === 0) {
    return { tensor, count: tensor.element.count };
  }
  const { at } = call.given('truth');
  return refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(call.frame, at)}\``,
    found: `\`${typeText(tensor)}\``,
    wanted: `a class, as \`${call.name}\` tells apart`,
  });
}

/** Numbers of one sample, as one list. */
function features(call: IntrinsicCall): Tensor {
  const x = call.numbers('x');
  const { at } = call.given('x');
  if (x.rate !== 'sample') {
    refuse('rate-mismatch', 'default', at, {
      what: `\`${textAt(call.frame, at)}\``,
      found: x.rate === 'pair' ? 'a pair of samples' : 'no sample, the same for all of them',
      wanted: 'one sample',
    });
  }
  if (elements(x.shape) > 0) return x;
  return refuse('size-mismatch', 'default', at, {
    left: `\`${textAt(call.frame, at)}\` is ${typeText(x)}`,
    right: `\`${call.name}\` wants one feature or more`,
  });
}
