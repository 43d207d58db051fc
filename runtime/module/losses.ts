import { operate, type Tensor } from '../predict/operate.ts';
import * as operations from '../predict/operations.ts';
import { asTensor, whereAll, type Result, type Value } from './value.ts';

/** `-log softmax(logits)[truth]` */
export function crossEntropy<A extends Value, B extends Value>(logits: A, truth: B): Result<A | B> {
  return whereAll<A | B>([logits, truth], (x, y) => operations.crossEntropy(x, y));
}

/** `log(1 + e^x) - truth * x` */
export function binaryCrossEntropy<A extends Value, B extends Value>(
  logit: A,
  truth: B,
): Result<A | B> {
  return whereAll<A | B>([logit, truth], (x, y) => operations.binaryCrossEntropy(x, y));
}

/** Mean over entries of the Huber loss. */
export function huber<A extends Value, B extends Value>(
  guess: A,
  truth: B,
  delta: number,
): Result<A | B> {
  return whereAll<A | B>([guess, truth], (x, y) => operations.huber(x, y, delta));
}

/** Squared distance of a distribution from one true bit string, in the space of a kernel of these variances. */
export function mmd<A extends Value, B extends Value>(
  probabilities: A,
  truth: B,
  bandwidths: readonly number[],
): Result<A | B> {
  return whereAll<A | B>([probabilities, truth], (x, y) => operations.mmd(x, y, bandwidths));
}

/** `-log p(truth)` of a distribution over bit strings. */
export function divergence<A extends Value, B extends Value>(
  probabilities: A,
  truth: B,
): Result<A | B> {
  return whereAll<A | B>([probabilities, truth], (x, y) => operations.divergence(x, y));
}

/** The mean over those samples that have a number. */
export function averageOf(numbers: readonly Value[]): number {
  const present = numbers.filter((each): each is Tensor | number => each !== undefined);
  return present.reduce<number>((sum, each) => sum + asTensor(each).data[0]!, 0) / present.length;
}

/** Index of the largest entry, the first where several are. */
export function argmax<A extends Value>(values: A): Result<A> {
  return whereAll([values], (x) => operate({ kind: 'argmax' }, [], x));
}
