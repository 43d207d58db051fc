import type { Evaluator } from '../graph/evaluator.ts';

/** Samples with a summand of the objective. */
export function countedIn(evaluator: Evaluator, batch: number): number {
  let counted = 0;
  for (let sample = 0; sample < batch; sample++) if (evaluator.counts(sample)) counted += 1;
  return counted;
}

/** Over the samples that have a summand of the objective. */
export function summedLoss(evaluator: Evaluator, objective: number, batch: number): number {
  const { value, stride } = evaluator.operand(objective);
  let sum = 0;
  for (let sample = 0; sample < batch; sample++) {
    if (evaluator.counts(sample)) sum += value[sample * stride]!;
  }
  return sum;
}
