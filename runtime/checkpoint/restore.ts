import { sizeOf } from '../graph/kernel.ts';
import { parameterView } from '../graph/weights.ts';
import type { Weights } from '../graph/weights.ts';
import type { Program } from '../program/index.ts';
import type { TrainingPlan } from '../train/plan.ts';
import { createTrainingState } from '../train/state.ts';
import type { EpochRecord, TrainingState } from '../train/state.ts';
import { damaged } from './files.ts';
import { restoreOptimizer } from './optimizers.ts';
import type { Checkpoint } from './schema.ts';

/**
 * The state that training goes on from.
 * @param file named in problems
 * @throws UserProblem `run-damaged` where the checkpoint does not fit the Program
 */
export function restoreTraining(
  program: Program,
  plan: TrainingPlan,
  checkpoint: Checkpoint,
  file: string,
): TrainingState {
  const state = createTrainingState(program, plan);
  const { weights } = state;
  const { optimizers, position, latest, best } = checkpoint.training;
  restoreWeights(program, checkpoint, weights, file);
  if (best) {
    state.best = { ...best, values: weights.values.slice() };
    for (const [index, { path }] of program.parameters.entries()) {
      const into = parameterView(weights, weights.values, index);
      fill(into, latest?.[path], file, `training.latest.${path}`);
    }
  }
  for (const [stage, optimizer] of state.optimizers.entries()) {
    const { memory, packed } = optimizer;
    const field = `training.optimizers.${stage}`;
    const stored = optimizers[stage];
    if (stored?.kind !== memory.kind) {
      const found = stored ? `is of \`${stored.kind}\`` : 'is missing';
      throw damaged(file, `\`${field}\` ${found} where the run trains with \`${memory.kind}\``);
    }
    optimizer.memory = restoreOptimizer(program, stored, packed, (wrong, found, wanted) =>
      damaged(file, sizeProblem(`${field}.${wrong}`, found, wanted)),
    );
  }
  const { stages, rounds } = plan;
  if (stages.length > 0 && (position.stage >= stages.length || position.round >= rounds)) {
    throw damaged(file, '`training.position` lies outside of the stages of the run');
  }
  state.position = position;
  state.history.push(...checkpoint.history.map(recordOf));
  state.finished = checkpoint.finished;
  return state;
}

function recordOf({
  epoch,
  stage,
  round,
  train,
  validate,
}: Checkpoint['history'][number]): EpochRecord {
  return {
    epoch,
    ...(stage === undefined ? {} : { stage }),
    ...(round === undefined ? {} : { round }),
    train,
    ...(validate ? { validate } : {}),
  };
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
    throw damaged(file, sizeProblem(field, values?.length, into.length));
  }
  into.set(values);
}

function sizeProblem(field: string, found: number | undefined, wanted: number): string {
  const what = found === undefined ? 'nothing' : `${found} numbers`;
  return `\`${field}\` has ${what} where the model has ${wanted}`;
}
