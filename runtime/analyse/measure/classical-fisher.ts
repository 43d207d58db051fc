import { Matrix } from 'ml-matrix';
import type { Evaluator } from '../../graph/evaluator.ts';
import { packParameters } from '../../graph/packed.ts';
import type { Weights } from '../../graph/weights.ts';
import { guessOf, type Task } from '../../program/index.ts';
import { evaluate, type Subject } from '../subject.ts';

/** Tasks whose guess is a probability distribution of the answer. */
export type LikelihoodTask = Extract<
  Task,
  { readonly kind: 'classification' | 'decision' | 'binary' | 'regression' }
>;

/** The first task of the objective that has a likelihood. */
export function likelihoodTask({ objective }: Subject): LikelihoodTask | undefined {
  return objective?.tasks.find((task): task is LikelihoodTask => task.kind !== 'generation');
}

/**
 * The Fisher information of a model's answers, `F = E_x E_y [grad log p(y|x) grad log p(y|x)^T]`, the mean over samples
 * with the expectation over answers taken exactly. Classes have the softmax of the scores (a logit its sigmoid),
 * numbers a normal distribution of variance 1.
 * @param numbers parameters by index, whose numbers are the rows end to end
 * @param samples how many of the subject's rows
 */
export function classicalFisher(
  subject: Subject,
  task: LikelihoodTask,
  weights: Weights,
  numbers: ReadonlySet<number>,
  samples: number,
): Matrix {
  const node = guessOf(task);
  const { evaluator, loader } = evaluate(subject, {
    targets: [node],
    weights,
    capacity: 1,
    differentiate: 'weights',
  });
  const packed = packParameters(weights, numbers);
  const total = Matrix.zeros(packed.length, packed.length);
  for (let sample = 0; sample < samples; sample++) {
    loader.load(subject.rows, sample, 1);
    evaluator.forward(1);
    for (const direction of directionsOf(task, evaluator, node)) {
      weights.gradients.fill(0);
      evaluator.backward(1, node, direction);
      addSquare(total, packed.read(weights.gradients), 1 / samples);
    }
  }
  return total;
}

/** Vectors `v` in the space of guesses with `sum v v^T` the Fisher information of the guess itself. */
function directionsOf(task: LikelihoodTask, evaluator: Evaluator, node: number): Float64Array[] {
  const { value, size } = evaluator.operand(node);
  const guess = value.slice(0, size);
  switch (task.kind) {
    case 'classification':
    case 'decision': {
      const shares = softmax(guess);
      return Array.from(shares, (share, truth) =>
        shares.map((other, k) => Math.sqrt(share) * ((k === truth ? 1 : 0) - other)),
      );
    }
    case 'binary':
      return Array.from(guess, (logit, k) => {
        const share = 1 / (1 + Math.exp(-logit));
        return unit(size, k, Math.sqrt(share * (1 - share)));
      });
    case 'regression':
      return Array.from(guess, (_, k) => unit(size, k, 1));
  }
}

function unit(size: number, at: number, length: number): Float64Array {
  const vector = new Float64Array(size);
  vector[at] = length;
  return vector;
}

function softmax(scores: Float64Array): Float64Array {
  const most = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - most));
  const sum = raised.reduce((a, b) => a + b, 0);
  return raised.map((each) => each / sum);
}

function addSquare(total: Matrix, vector: Float64Array, share: number): void {
  for (let i = 0; i < vector.length; i++) {
    const scaled = share * vector[i]!;
    if (scaled === 0) continue;
    for (let j = 0; j < vector.length; j++) total.set(i, j, total.get(i, j) + scaled * vector[j]!);
  }
}
