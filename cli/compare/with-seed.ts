import type { Run } from '../../runtime/program/run.ts';

/** The run as another trial: weights, batches and the split move on together. */
export function withSeed(run: Run, by: number): Run {
  return {
    ...run,
    data: run.data && { ...run.data, seed: run.data.seed + by },
    train: run.train && { ...run.train, seed: run.train.seed + by },
  };
}
