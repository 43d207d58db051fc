import { randomStream } from '../data/random.ts';
import type { Scorer } from '../objectives/scorer.ts';
import type { BatchOptimizer } from '../program/index.ts';
import { countedIn, summedLoss } from './counted.ts';
import type { EpochRequest } from './epoch-request.ts';
import { followGradient } from './optimise/follow-gradient.ts';
import { memoryOf } from './optimise/memory.ts';
import { spsaStep } from './optimise/spsa.ts';

/** A loaded batch, some modalities taken away. */
export interface LoadedBatch {
  readonly batch: number;
  /** Position in the epoch, from 0. */
  readonly step: number;
  /** What the schedule makes of the learning rate now. */
  readonly factor: number;
}

/**
 * Moves the weights by what a loaded batch says, and scores it: where they stood before, or of `spsa`, which does not
 * look there, on one side of them. A batch without a summand of the objective moves nothing.
 * @param steps of an epoch
 */
export function batchUpdate(
  request: EpochRequest,
  optimizer: BatchOptimizer,
  scorer: Scorer,
  steps: number,
): (loaded: LoadedBatch) => void {
  const { evaluator } = request.evaluation;
  const { weights, optimizers, position } = request.state;
  const { memory, packed } = optimizers[position.stage]!;
  const objective = request.stage.objective.node;
  const seeds = new Float64Array(request.stage.batch);

  if (optimizer.kind === 'spsa') {
    const directions = randomStream(request.seed, `directions/${request.stream}`);
    const expected = request.epochs * steps;
    return ({ batch, step, factor }) => {
      const counted = countedIn(evaluator, batch);
      if (counted === 0) return;
      let trial = 0;
      const lossAt = (point: Float64Array): number => {
        packed.write(weights.values, point);
        // Both sides of the direction are looked at with the same random numbers, but with outcomes of their own.
        evaluator.restartDraws(`${request.stream}/${step}`, trial);
        evaluator.forward(batch);
        if (trial === 0) scorer.add(batch);
        trial += 1;
        return summedLoss(evaluator, objective, batch) / counted;
      };
      const start = packed.read(weights.values);
      const { perturbation } = optimizer;
      const gains = { rate: optimizer.rate * factor, perturbation, expected };
      const trials = spsaStep(memoryOf(memory, 'spsa'), start, gains, directions);
      let next = trials.next();
      while (!next.done) next = trials.next({ loss: lossAt(next.value), gradient: start });
      packed.write(weights.values, next.value.point);
    };
  }

  const values = new Float64Array(packed.length);
  const gradient = new Float64Array(packed.length);
  return ({ batch, factor }) => {
    evaluator.forward(batch);
    const counted = countedIn(evaluator, batch);
    if (counted === 0) return;
    for (let sample = 0; sample < batch; sample++) {
      seeds[sample] = evaluator.counts(sample) ? 1 / counted : 0;
    }
    weights.gradients.fill(0);
    evaluator.backward(batch, objective, seeds);
    packed.read(weights.values, values);
    packed.read(weights.gradients, gradient);
    const direction = request.natural?.direction(batch, gradient) ?? gradient;
    followGradient(optimizer, memory, values, direction, factor);
    packed.write(weights.values, values);
    scorer.add(batch);
  };
}
