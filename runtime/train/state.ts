import { createWeights } from '../graph/weights.ts';
import type { Weights } from '../graph/weights.ts';
import type { Program } from '../program/index.ts';
import { createMemory } from './optimise/memory.ts';
import type { Memory } from './optimise/memory.ts';
import { packParameters } from '../graph/packed.ts';
import type { Packed } from '../graph/packed.ts';
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

/** What an optimiser remembers, and the numbers that it moves. */
interface StageOptimizer {
  memory: Memory;
  readonly packed: Packed;
}

/** All that training carries from one epoch to the next. */
export interface TrainingState {
  readonly weights: Weights;
  /** One for each stage. A stage that goes batch by batch finds its averages in the next round as it left them. */
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
    optimizers: stages.map(({ optimizer, trained }) => {
      const packed = packParameters(weights, trained);
      return { memory: createMemory(optimizer, packed.length), packed };
    }),
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
  const optimizer = optimizers[position.stage]!;
  const values = weights.values.slice();
  const memory = structuredClone(optimizer.memory);
  return () => {
    weights.values.set(values);
    optimizer.memory = memory;
  };
}
