import { createWeights } from '../graph/weights.ts';
import type { Weights } from '../graph/weights.ts';
import type { Program } from '../program/index.ts';
import { createAdamState } from './adam.ts';
import type { AdamState } from './adam.ts';
import type { Position, TrainingPlan } from './plan.ts';
import type { Scores } from './progress.ts';

/** What one epoch came to. `train` is gathered while training, dropout and moving weights included. */
export interface EpochRecord {
  /** Counted from 1 over all stages and rounds. */
  readonly epoch: number;
  /** Name of the stage, and its round, counted from 1; of a run with stages. */
  readonly stage?: string;
  readonly round?: number;
  readonly train: Scores;
  readonly validate?: Scores;
}

/** The best epoch so far of the stage that is being trained, by the loss that is watched. */
interface Best {
  readonly epoch: number;
  readonly loss: number;
  readonly values: Float64Array;
}

/** What an optimiser remembers, and the parameters that it moves, by index. */
interface StageOptimizer {
  readonly adam: AdamState;
  readonly trained: ReadonlySet<number>;
}

/** All that training carries from one epoch to the next. */
export interface TrainingState {
  readonly weights: Weights;
  /** One for each stage. A stage finds its averages in the next round as it left them. */
  readonly optimizers: readonly StageOptimizer[];
  position: Position;
  /** One record for each finished epoch. */
  readonly history: EpochRecord[];
  /** Kept only where the stage stops early. */
  best: Best | null;
  /** No further epoch will come. */
  finished: boolean;
}

export function createTrainingState(
  program: Program,
  { stages }: Pick<TrainingPlan, 'stages'>,
): TrainingState {
  const weights = createWeights(program);
  return {
    weights,
    optimizers: stages.map(({ trained }) => ({
      adam: createAdamState(weights.values.length),
      trained,
    })),
    position: { round: 0, stage: 0, epochs: 0 },
    history: [],
    best: null,
    finished: stages.length === 0,
  };
}

/** Runs `work` with the weights that predict: those of the best epoch where one is kept, else the last. */
export async function withChosenWeights<T>(
  { weights, best }: TrainingState,
  work: () => Promise<T>,
): Promise<T> {
  if (!best) return work();
  const latest = weights.values.slice();
  weights.values.set(best.values);
  try {
    return await work();
  } finally {
    weights.values.set(latest);
  }
}

/** What changes within an epoch, copied, to fall back on when an epoch is broken off. */
export function snapshot({ weights, optimizers, position }: TrainingState): () => void {
  const { adam } = optimizers[position.stage]!;
  const values = weights.values.slice();
  const first = adam.first.slice();
  const second = adam.second.slice();
  const { steps } = adam;
  return () => {
    weights.values.set(values);
    adam.first.set(first);
    adam.second.set(second);
    adam.steps = steps;
  };
}
