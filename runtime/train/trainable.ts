import { standInNodes } from '../graph/substitute.ts';
import { UserProblem } from '../program/index.ts';
import type { Objective, Program, Run, TrainSettings } from '../program/index.ts';
import { planTraining } from './plan.ts';
import type { TrainingPlan } from './plan.ts';

/** @throws UserProblem for a run without data or training, and for what this version cannot train */
export function requireTrainable(run: Run): { settings: TrainSettings; plan: TrainingPlan } {
  const { program, train } = run;
  if (!train || !run.data) {
    throw new UserProblem({
      code: 'argument-invalid',
      message: `\`${run.name}\` has no data or no training settings, so there is nothing to train.`,
      help: 'Declare `train MODEL on DATA` in the file.',
    });
  }
  const plan = planTraining(program, train);
  for (const name of Object.keys(train.missing)) {
    for (const { objective } of plan.stages) requireDroppable(program, objective, name, train);
  }
  return { settings: train, plan };
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
