import { inputNames } from '../graph/dependencies.ts';
import { standInNodes } from '../graph/substitute.ts';
import { scoredNodes } from '../objectives/scorer.ts';
import { UserProblem } from '../program/index.ts';
import type { Objective, Program, Run, TrainSettings } from '../program/index.ts';

/** The objective that a run trains. @throws UserProblem where the model has none of that name */
export function objectiveOf(program: Program, name: string): Objective {
  const { objectives } = program;
  const found = objectives.find((each) => each.name === name);
  const objective = found ?? (name === '' && objectives.length === 1 ? objectives[0] : undefined);
  if (objective) return objective;
  throw new UserProblem({
    code: 'argument-invalid',
    message: `${program.model} has no objective \`${name}\` to train.`,
    help: `It has: ${objectives.map((each) => `\`${each.name}\``).join(', ') || 'none'}.`,
  });
}

/** Modalities and labels that an objective and the metrics of its tasks are made of. */
export function objectiveInputs(program: Program, objective: Objective): Set<string> {
  const names = inputNames(program);
  return new Set(scoredNodes(objective, []).flatMap((node) => names[node]!));
}

/** The Program with those readouts and metrics only that the given inputs can feed. */
export function restrictOutputs(program: Program, available: ReadonlySet<string>): Program {
  const names = inputNames(program);
  const fed = (node: number): boolean => names[node]!.every((name) => available.has(name));
  return {
    ...program,
    readouts: program.readouts.filter(({ node }) => fed(node)),
    metrics: program.metrics.filter(({ inputs }) => inputs.every(fed)),
  };
}

/** Everything that training, scoring and prediction ask for. */
export function wantedNodes(program: Program, objective: Objective | undefined): number[] {
  const readouts = program.readouts.map(({ node }) => node);
  return [...new Set([...scoredNodes(objective, program.metrics), ...readouts])];
}

/** @throws UserProblem for a run without data or training, and for what this version cannot train */
export function requireTrainable(run: Run): { settings: TrainSettings; objective: Objective } {
  const { program, train } = run;
  if (!train || !run.data) {
    throw new UserProblem({
      code: 'argument-invalid',
      message: `\`${run.name}\` has no data or no training settings, so there is nothing to train.`,
      help: 'Declare `train MODEL on DATA` in the file.',
    });
  }
  const objective = objectiveOf(program, train.objective);
  const late = program.nodes.find(
    ({ operation, trainable }) => operation.kind === 'fit' && trainable,
  );
  if (late) {
    throw new UserProblem({
      code: 'not-yet',
      message: 'A `fit` on something trainable is computed after training, which is not built yet.',
      help: 'Fit what comes before the first trainable layer.',
      place: train.place,
    });
  }
  for (const name of Object.keys(train.missing)) requireDroppable(program, objective, name, train);
  return { settings: train, objective };
}

function requireDroppable(
  program: Program,
  objective: Objective,
  name: string,
  { place }: TrainSettings,
): void {
  const modalities = program.inputs
    .filter(({ role }) => role === 'modality')
    .map((input) => input.name);
  if (!modalities.includes(name)) {
    throw new UserProblem({
      code: 'unknown-name',
      message: `\`missing\` names \`${name}\`, which is no modality of ${program.model}.`,
      help: `It has: ${modalities.map((each) => `\`${each}\``).join(', ')}.`,
      place,
    });
  }
  if (standInNodes(program, name, [objective.node]).length === 0) return;
  throw new UserProblem({
    code: 'argument-invalid',
    message: `\`missing\` drops \`${name}\`, but the objective reads it outside of an \`encode\` and nothing stands in for it.`,
    help: `Mark the modality with \`?\` and write what stands in: \`... |> linear(3) else zeros(3)\`.`,
    place,
  });
}
