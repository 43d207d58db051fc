import { randomStream } from '../data/random.ts';
import type { Evaluation } from '../graph/evaluation.ts';
import type { Scorer } from '../objectives/scorer.ts';
import type { TrainSettings } from '../program/index.ts';
import { adamStep } from './adam.ts';
import { dropModalities } from './dropout.ts';
import { rateFactor } from './schedule.ts';
import type { TrainingState } from './state.ts';

export interface EpochRequest {
  readonly settings: TrainSettings;
  readonly evaluation: Evaluation;
  /** Node of the objective. */
  readonly objective: number;
  readonly state: TrainingState;
  readonly rows: Uint32Array;
  /** Of this fold and epoch: names its random streams `shuffle/<stream>` and `missing/<stream>`. */
  readonly stream: string;
  /** Epochs before this one. */
  readonly before: number;
  readonly scorer: Scorer;
  /** After each step. Says `stop` to break the epoch off. */
  readonly afterStep: (samples: number) => Promise<'go on' | 'stop'>;
}

/**
 * One pass over the training rows in random order: per batch one forward, one backward and one update.
 * @returns whether the pass was completed
 */
export async function trainEpoch(request: EpochRequest): Promise<boolean> {
  const { settings, evaluation, objective, state, rows, before } = request;
  const { evaluator, loader } = evaluation;
  const { weights, adam } = state;
  const { optimizer, batch: batchSize, missing, epochs, seed } = settings;
  const order = randomStream(seed, `shuffle/${request.stream}`).shuffle(rows.slice());
  const dropout = randomStream(seed, `missing/${request.stream}`);
  const seeds = new Float64Array(batchSize);
  const steps = Math.ceil(order.length / batchSize);

  for (let step = 0; step < steps; step++) {
    const start = step * batchSize;
    const batch = Math.min(batchSize, order.length - start);
    loader.load(order, start, batch);
    dropModalities(evaluator, missing, dropout, batch);
    evaluator.forward(batch);

    let counted = 0;
    for (let sample = 0; sample < batch; sample++) if (evaluator.counts(sample)) counted += 1;
    for (let sample = 0; sample < batch; sample++) {
      seeds[sample] = evaluator.counts(sample) ? 1 / counted : 0;
    }
    if (counted > 0) {
      weights.gradients.fill(0);
      evaluator.backward(batch, objective, seeds);
      const progress = before + (step + 0.5) / steps;
      const rate = optimizer.rate * rateFactor(optimizer.schedule, progress, epochs);
      adamStep(adam, weights.values, weights.gradients, rate);
      request.scorer.add(batch);
    }
    if ((await request.afterStep(batch)) === 'stop') return false;
  }
  return true;
}
