import { isTrained, lossesPerStep, parametersBehind } from '../program/index.ts';
import type { Optimizer, Program, TrainSettings } from '../program/index.ts';

export interface StagePasses {
  readonly optimizer: Optimizer;
  /** How often it looks at each of its samples, over the whole training. */
  readonly passes: number;
}

/** How often each stage sees its samples. Without an objective all are seen once, to fit and solve. */
export function stagePasses(program: Program, train: TrainSettings): readonly StagePasses[] {
  if (program.objectives.length === 0) return [{ optimizer: train.optimizer, passes: 1 }];
  const rounds = train.stages.length > 0 ? train.rounds : 1;
  const stages = train.stages.length > 0 ? train.stages : [train];
  return stages.map(({ optimizer, epochs, objective, only, freeze }) => {
    const { node } =
      program.objectives.find(({ name }) => name === objective) ?? program.objectives[0]!;
    const weights = parametersBehind(program, node)
      .map((index) => program.parameters[index]!)
      .filter(({ path }) => isTrained(path, { only, freeze }))
      .reduce((sum, { shape }) => sum + shape.reduce((size, length) => size * length, 1), 0);
    return { optimizer, passes: rounds * epochs * lossesPerStep(optimizer, weights) };
  });
}
