import { randomStream } from '../data/random.ts';
import { takesWholeSplit } from '../program/index.ts';
import type { BatchOptimizer } from '../program/index.ts';
import { batchUpdate } from './batch-update.ts';
import { dropModalities } from './dropout.ts';
import type { EpochEnd, EpochRequest } from './epoch-request.ts';
import { rateFactor } from './schedule.ts';
import { trainWholeSplit } from './whole-split.ts';

/** One epoch of a stage, as its optimiser goes. @returns undefined where it was broken off */
export function trainEpoch(request: EpochRequest): Promise<EpochEnd | undefined> {
  const { optimizer } = request.stage;
  return takesWholeSplit(optimizer)
    ? trainWholeSplit(request, optimizer)
    : trainBatches(request, optimizer);
}

/** One pass over the training rows in random order, an update for each batch. */
async function trainBatches(
  request: EpochRequest,
  optimizer: BatchOptimizer,
): Promise<EpochEnd | undefined> {
  const { stage, evaluation, rows, before, epochs, missing, seed } = request;
  const { evaluator, loader } = evaluation;
  const batchSize = stage.batch;
  const order = randomStream(seed, `shuffle/${request.stream}`).shuffle(rows.slice());
  const dropout = randomStream(seed, `missing/${request.stream}`);
  const steps = Math.ceil(order.length / batchSize);
  const scorer = request.openScorer();
  const update = batchUpdate(request, optimizer, scorer, steps);
  evaluator.restartDraws(request.stream);

  for (let step = 0; step < steps; step++) {
    const start = step * batchSize;
    const batch = Math.min(batchSize, order.length - start);
    loader.load(order, start, batch);
    dropModalities(evaluator, missing, dropout, batch);
    const factor = rateFactor(optimizer.schedule, before + (step + 0.5) / steps, epochs);
    await update({ batch, step, factor });
    if ((await request.afterStep(batch, (step + 1) / steps)) === 'stop') return undefined;
  }
  return { scores: scorer.scores(), isDone: false };
}
