import { randomStream } from '../data/random.ts';
import { lossesPerStep, needsGradient } from '../program/index.ts';
import type { WholeOptimizer } from '../program/index.ts';
import { countedIn, summedLoss } from './counted.ts';
import { dropModalities } from './dropout.ts';
import type { EpochEnd, EpochRequest } from './epoch-request.ts';
import type { Trial } from './last-trial.ts';
import { createMemory } from './optimise/memory.ts';
import { wholeStep } from './optimise/whole-step.ts';

/**
 * One step of an optimiser that takes the whole training split at once. Its loss is the mean over all samples, which
 * are worked out a batch at a time, so that memory stays bounded; they are in the same order at each step. Dropout and
 * draws are the same at all trials of a step, and of `cobyla`, whose steps are single trials, at all of a stage; shots
 * are drawn at each.
 *
 * The record of a step tells of where the weights stand after it.
 */
export async function trainWholeSplit(
  request: EpochRequest,
  optimizer: WholeOptimizer,
): Promise<EpochEnd | undefined> {
  const { state, lastTrial } = request;
  const { weights, position, history } = state;
  const own = state.optimizers[position.stage]!;
  const { packed } = own;
  // What other stages moved since makes another loss of it.
  if (position.epochs === 0) own.memory = createMemory(optimizer, packed.length);
  const start = packed.read(weights.values);
  const told = new Map<Float64Array, Trial>();
  const expected = lossesPerStep(optimizer, packed.length);

  const trials = wholeStep(optimizer, own.memory, start);
  let next = trials.next();
  while (!next.done) {
    packed.write(weights.values, next.value);
    const trial = known() ?? (await lookAtWholeSplit(request, optimizer, told.size, expected));
    if (!trial) return undefined;
    told.set(next.value, trial);
    next = trials.next(trial);
  }
  const { point, isDone } = next.value;
  packed.write(weights.values, point);
  const trial = told.get(point);
  if (trial) lastTrial.known = { values: weights.values.slice(), trial };
  return { scores: trial?.scores ?? history.at(-1)!.train, isDone };

  function known(): Trial | undefined {
    const last = lastTrial.known;
    if (!last || lastTrial.isRandom || told.size > 0) return undefined;
    return last.values.every((value, i) => value === weights.values[i]) ? last.trial : undefined;
  }
}

/** Loss, gradient and scores of the training split with the weights as they are. */
async function lookAtWholeSplit(
  request: EpochRequest,
  optimizer: WholeOptimizer,
  before: number,
  expected: number,
): Promise<Trial | undefined> {
  const { stage, evaluation, state, rows, missing, seed, fold } = request;
  const { evaluator, loader } = evaluation;
  const { weights, position, history, optimizers } = state;
  const objective = stage.objective.node;
  const epoch = optimizer.kind === 'cobyla' ? history.length - position.epochs : history.length;
  const stream = `${fold}/${epoch}`;
  const order = randomStream(seed, `shuffle/${fold}`).shuffle(rows.slice());
  const dropout = randomStream(seed, `missing/${stream}`);
  const scorer = request.openScorer();
  const seeds = new Float64Array(stage.batch);
  let loss = 0;
  let counted = 0;
  evaluator.restartDraws(stream, history.length * expected + before);
  weights.gradients.fill(0);

  for (let start = 0; start < order.length; start += stage.batch) {
    const batch = Math.min(stage.batch, order.length - start);
    loader.load(order, start, batch);
    dropModalities(evaluator, missing, dropout, batch);
    evaluator.forward(batch);
    counted += countedIn(evaluator, batch);
    loss += summedLoss(evaluator, objective, batch);
    for (let sample = 0; sample < batch; sample++) seeds[sample] = Number(evaluator.counts(sample));
    if (needsGradient(optimizer)) evaluator.backward(batch, objective, seeds);
    scorer.add(batch);
    const done = (before + (start + batch) / order.length) / expected;
    if ((await request.afterStep(batch, Math.min(done, 1))) === 'stop') return undefined;
  }
  const share = 1 / Math.max(counted, 1);
  const gradient = optimizers[position.stage]!.packed.read(weights.gradients);
  return {
    loss: loss * share,
    gradient: gradient.map((slope) => slope * share),
    scores: scorer.scores(),
  };
}
