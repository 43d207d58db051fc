import { randomStream } from '../data/random.ts';
import type { Evaluation } from '../graph/evaluation.ts';
import type { Scorer } from '../objectives/scorer.ts';
import { adamStep } from './adam.ts';
import { dropModalities } from './dropout.ts';
import type { PlannedStage } from './plan.ts';
import { rateFactor } from './schedule.ts';
import type { TrainingState } from './state.ts';

export interface EpochRequest {
  readonly stage: PlannedStage;
  /** Epochs of this stage before this one, of how many in all rounds: what its schedule goes by. */
  readonly before: number;
  readonly epochs: number;
  /** Modality dropout: probability by modality. */
  readonly missing: Readonly<Record<string, number>>;
  readonly seed: number;
  readonly evaluation: Evaluation;
  readonly state: TrainingState;
  readonly rows: Uint32Array;
  /** Of this fold and epoch: names its random streams `shuffle/<stream>`, `missing/<stream>`, `draw/<n>/<stream>`. */
  readonly stream: string;
  readonly scorer: Scorer;
  /** After each step. Says `stop` to break the epoch off. */
  readonly afterStep: (samples: number) => Promise<'go on' | 'stop'>;
}

/**
 * One pass over the training rows in random order: per batch one forward, one backward and one update.
 * @returns whether the pass was completed
 */
export async function trainEpoch(request: EpochRequest): Promise<boolean> {
  const { stage, evaluation, state, rows, before, epochs, missing, seed } = request;
  const { evaluator, loader } = evaluation;
  const { weights, optimizers, position } = state;
  const { adam } = optimizers[position.stage]!;
  const { optimizer, batch: batchSize, objective } = stage;
  const order = randomStream(seed, `shuffle/${request.stream}`).shuffle(rows.slice());
  const dropout = randomStream(seed, `missing/${request.stream}`);
  const seeds = new Float64Array(batchSize);
  const steps = Math.ceil(order.length / batchSize);
  evaluator.restartDraws(request.stream);

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
      evaluator.backward(batch, objective.node, seeds);
      const progress = before + (step + 0.5) / steps;
      const rate = optimizer.rate * rateFactor(optimizer.schedule, progress, epochs);
      adamStep(adam, weights.values, weights.gradients, rate);
      request.scorer.add(batch);
    }
    if ((await request.afterStep(batch)) === 'stop') return false;
  }
  return true;
}
