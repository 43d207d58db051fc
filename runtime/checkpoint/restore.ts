import { sizeOf } from '../graph/kernel.ts';
import { parameterView } from '../graph/weights.ts';
import type { Weights } from '../graph/weights.ts';
import type { Program } from '../program/index.ts';
import { createTrainingState } from '../train/state.ts';
import type { TrainingState } from '../train/state.ts';
import { damaged } from './files.ts';
import type { Checkpoint } from './schema.ts';

/**
 * The state that training goes on from.
 * @param file named in problems
 * @throws UserProblem `run-damaged` where the checkpoint does not fit the Program
 */
export function restoreTraining(
  program: Program,
  checkpoint: Checkpoint,
  file: string,
): TrainingState {
  const state = createTrainingState(program);
  const { weights, adam } = state;
  const { optimizer, latest, best } = checkpoint.training;
  restoreWeights(program, checkpoint, weights, file);
  if (best) state.best = { ...best, values: weights.values.slice() };
  for (const [index, { path }] of program.parameters.entries()) {
    const field = `training.optimizer.moments.${path}`;
    const moments = optimizer.moments[path];
    fill(parameterView(weights, adam.first, index), moments?.first, file, field);
    fill(parameterView(weights, adam.second, index), moments?.second, file, field);
    if (best)
      fill(
        parameterView(weights, weights.values, index),
        latest?.[path],
        file,
        `training.latest.${path}`,
      );
  }
  adam.steps = optimizer.steps;
  state.history.push(
    ...checkpoint.history.map(({ epoch, train, validate }) =>
      validate ? { epoch, train, validate } : { epoch, train },
    ),
  );
  state.finished = checkpoint.finished;
  return state;
}

/** Fills in the weights that predict. @throws UserProblem `run-damaged` */
export function restoreWeights(
  program: Program,
  checkpoint: Checkpoint,
  weights: Weights,
  file: string,
): void {
  for (const [index, { path }] of program.parameters.entries()) {
    const view = parameterView(weights, weights.values, index);
    fill(view, checkpoint.parameters[path]?.values, file, `parameters.${path}`);
  }
}

/** The statistics by node. @throws UserProblem `run-damaged` */
export function restoreFits(
  program: Program,
  checkpoint: Checkpoint,
  file: string,
): Map<number, Float64Array> {
  return new Map(
    checkpoint.fits.map(({ node, values }) => {
      const described = program.nodes[node];
      if (described?.operation.kind !== 'fit')
        throw damaged(file, `node ${node} is not a fit of the model`);
      const into = new Float64Array(sizeOf(described.shape));
      fill(into, values, file, `fits of node ${node}`);
      return [node, into];
    }),
  );
}

function fill(
  into: Float64Array,
  values: readonly number[] | undefined,
  file: string,
  field: string,
): void {
  if (values?.length !== into.length) {
    const found = values ? `${values.length} numbers` : 'nothing';
    throw damaged(file, `\`${field}\` has ${found} where the model has ${into.length}`);
  }
  into.set(values);
}
