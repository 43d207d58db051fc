import { randomStream } from '../data/random.ts';
import type { Scorer } from '../objectives/scorer.ts';
import type { BatchOptimizer } from '../program/index.ts';
import { countedIn, summedLoss } from './counted.ts';
import type { EpochRequest } from './epoch-request.ts';
import { followGradient, type GradientOptimizer } from './optimise/follow-gradient.ts';
import { memoryOf } from './optimise/memory.ts';
import { spsaStep } from './optimise/spsa.ts';
import { settle } from './settle.ts';

/** A loaded batch, some modalities taken away. */
export interface LoadedBatch {
  readonly batch: number;
  /** Position in the epoch, from 0. */
  readonly step: number;
  /** What the schedule makes of the learning rate now. */
  readonly factor: number;
}

/** Undefined where it is done already. */
type BatchUpdate = (loaded: LoadedBatch) => Promise<void> | undefined;

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
): BatchUpdate {
  return optimizer.kind === 'spsa'
    ? spsaUpdate(request, optimizer, scorer, steps)
    : gradientUpdate(request, optimizer, scorer);
}

function spsaUpdate(
  request: EpochRequest,
  optimizer: Extract<BatchOptimizer, { readonly kind: 'spsa' }>,
  scorer: Scorer,
  steps: number,
): BatchUpdate {
  const { evaluator } = request.evaluation;
  const { weights, optimizers, position } = request.state;
  const { memory, packed } = optimizers[position.stage]!;
  const objective = request.stage.objective.node;
  const directions = randomStream(request.seed, `directions/${request.stream}`);
  const expected = request.epochs * steps;
  const { perturbation } = optimizer;
  return ({ batch, step, factor }) => {
    const counted = countedIn(evaluator, batch);
    if (counted === 0) return undefined;
    const place = `${request.stream}/${step}`;
    const lossAt = (point: Float64Array, trial: number): number => {
      packed.write(weights.values, point);
      // Both sides of the direction are looked at with the same random numbers, but with outcomes of their own.
      evaluator.restartDraws(place, trial);
      request.asker?.beginPass();
      evaluator.forward(batch);
      if (trial === 0 && request.asker?.isWaiting() !== true) scorer.add(batch);
      return summedLoss(evaluator, objective, batch) / counted;
    };
    const start = packed.read(weights.values);
    const gains = { rate: optimizer.rate * factor, perturbation, expected };
    const { points, move } = spsaStep(memoryOf(memory, 'spsa'), start, gains, directions);
    return settle(
      request.asker,
      place,
      () => points.map(lossAt),
      (losses) => packed.write(weights.values, move(losses)),
    );
  };
}

function gradientUpdate(
  request: EpochRequest,
  optimizer: GradientOptimizer,
  scorer: Scorer,
): BatchUpdate {
  const { asker } = request;
  const { evaluator } = request.evaluation;
  const { weights, optimizers, position } = request.state;
  const { memory, packed } = optimizers[position.stage]!;
  const objective = request.stage.objective.node;
  const seeds = new Float64Array(request.stage.batch);
  const values = new Float64Array(packed.length);
  const gradient = new Float64Array(packed.length);

  /** @returns how many samples count */
  const differentiate = (batch: number): number => {
    evaluator.forward(batch);
    const counted = countedIn(evaluator, batch);
    if (counted === 0) return 0;
    for (let sample = 0; sample < batch; sample++) {
      seeds[sample] = evaluator.counts(sample) ? 1 / counted : 0;
    }
    weights.gradients.fill(0);
    evaluator.backward(batch, objective, seeds);
    return counted;
  };
  const follow = (batch: number, factor: number): void => {
    packed.read(weights.values, values);
    packed.read(weights.gradients, gradient);
    const direction = request.natural?.direction(batch, gradient) ?? gradient;
    followGradient(optimizer, memory, values, direction, factor);
    packed.write(weights.values, values);
    scorer.add(batch);
  };
  return ({ batch, step, factor }) => {
    const place = `${request.stream}/${step}`;
    const work = (): number => {
      // What is drawn has to be drawn again when the step is done again.
      if (asker) evaluator.restartDraws(place);
      return differentiate(batch);
    };
    return settle(asker, place, work, (counted) => {
      if (counted > 0) follow(batch, factor);
    });
  };
}
