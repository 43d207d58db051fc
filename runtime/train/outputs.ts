import { inputNames } from '../graph/dependencies.ts';
import { scoredNodes } from '../objectives/scorer.ts';
import { UserProblem } from '../program/index.ts';
import type { Objective, Program } from '../program/index.ts';

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

/** Modalities and labels that objectives and the metrics of their tasks are made of. */
export function objectiveInputs(
  program: Program,
  ...objectives: readonly Objective[]
): Set<string> {
  const names = inputNames(program);
  const nodes = objectives.flatMap((objective) => scoredNodes(objective, []));
  return new Set(nodes.flatMap((node) => names[node]!));
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
