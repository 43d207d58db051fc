import { inputNames } from '../graph/dependencies.ts';
import { lateBehind, lateSources } from '../graph/late/index.ts';
import { scoredNodes } from '../objectives/scorer.ts';
import { guessOf, lateNodes, UserProblem } from '../program/index.ts';
import type { Objective, Program } from '../program/index.ts';

/** The objective that a run trains; undefined where the model has none at all, and the run only fits and solves. */
export function trainedObjective(program: Program, name: string): Objective | undefined {
  return program.objectives.length === 0 ? undefined : objectiveOf(program, name);
}

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

/**
 * Modalities and labels that a run cannot do without: those that objectives and the metrics of their tasks are made of,
 * and without an objective those of all that solvers are fitted to.
 */
export function objectiveInputs(
  program: Program,
  ...objectives: readonly Objective[]
): Set<string> {
  const names = inputNames(program);
  const nodes =
    objectives.length > 0
      ? objectives.flatMap((objective) => scoredNodes(objective, []))
      : lateSources(program, lateNodes(program));
  return new Set(nodes.flatMap((node) => names[node]!));
}

/** The Program with those readouts and metrics only that the given inputs can feed. */
export function restrictOutputs(program: Program, available: ReadonlySet<string>): Program {
  const names = inputNames(program);
  const fed = (node: number): boolean =>
    [node, ...lateSources(program, lateBehind(program, [node]))].every((each) =>
      names[each]!.every((name) => available.has(name)),
    );
  return {
    ...program,
    readouts: program.readouts.filter(({ node }) => fed(node)),
    metrics: program.metrics.filter(({ inputs }) => inputs.every(fed)),
    judged: program.judged.filter((task) => fed(guessOf(task)) && fed(task.truth)),
  };
}

/** Everything that training, scoring and prediction ask for. */
export function wantedNodes(program: Program, objective: Objective | undefined): number[] {
  const readouts = program.readouts.map(({ node }) => node);
  return [...new Set([...scoredNodes(objective, program.metrics, program.judged), ...readouts])];
}
