import { randomStream } from '../data/random.ts';
import { lossesPerStep, needsGradient } from '../program/index.ts';
import type { Scorer } from '../objectives/scorer.ts';
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
  const { stage, evaluation, state, rows, missing, seed, fold, asker } = request;
  const { evaluator, loader } = evaluation;
  const { weights, position, history, optimizers } = state;
  const objective = stage.objective.node;
  const epoch = optimizer.kind === 'cobyla' ? history.length - position.epochs : history.length;
  const stream = `${fold}/${epoch}`;
  const trial = history.length * expected + before;
  const order = randomStream(seed, `shuffle/${fold}`).shuffle(rows.slice());
  const seeds = new Float64Array(stage.batch);
  const starts = Array.from(
    { length: Math.ceil(order.length / stage.batch) },
    (_, batch) => batch * stage.batch,
  );

  /** Nothing is seen yet; each call sees the samples of one more batch. */
  const begin = (): Look => {
    const dropout = randomStream(seed, `missing/${stream}`);
    const scorer = request.openScorer();
    const look = { loss: 0, counted: 0, scorer, see };
    evaluator.restartDraws(stream, trial);
    weights.gradients.fill(0);
    return look;

    function see(start: number): number {
      const batch = Math.min(stage.batch, order.length - start);
      loader.load(order, start, batch);
      dropModalities(evaluator, missing, dropout, batch);
      asker?.beginPass();
      evaluator.forward(batch);
      look.counted += countedIn(evaluator, batch);
      look.loss += summedLoss(evaluator, objective, batch);
      for (let sample = 0; sample < batch; sample++)
        seeds[sample] = Number(evaluator.counts(sample));
      if (needsGradient(optimizer)) evaluator.backward(batch, objective, seeds);
      if (asker?.isWaiting() !== true) scorer.add(batch);
      return batch;
    }
  };
  const after = (batch: number, seen: number): Promise<'go on' | 'stop'> => {
    const done = (before + seen / order.length) / expected;
    return request.afterStep(batch, Math.min(done, 1));
  };

  let look: Look;
  if (asker) {
    // What all batches ask is measured together.
    look = await asker.settle(`${fold}/${history.length}/${before}`, () => {
      const whole = begin();
      for (const start of starts) whole.see(start);
      return whole;
    });
    if ((await after(order.length, order.length)) === 'stop') return undefined;
  } else {
    look = begin();
    for (const start of starts) {
      const batch = look.see(start);
      if ((await after(batch, start + batch)) === 'stop') return undefined;
    }
  }
  const { loss, counted, scorer } = look;
  const share = 1 / Math.max(counted, 1);
  const gradient = optimizers[position.stage]!.packed.read(weights.gradients);
  return {
    loss: loss * share,
    gradient: gradient.map((slope) => slope * share),
    scores: scorer.scores(),
  };
}

/** What was seen so far of the training split. */
interface Look {
  readonly loss: number;
  readonly counted: number;
  readonly scorer: Scorer;
  /** Looks at the batch that begins at a place of the order. @returns its samples */
  readonly see: (start: number) => number;
}
