import { guessOf, isClassTask, UserProblem } from '../program/index.ts';
import type { ClassTask, Objective, Program, Task } from '../program/index.ts';
import type { Scores } from '../train/progress.ts';

/** What contestants are ranked by. */
export interface Judge {
  readonly metric: string;
  readonly isBetterHigh: boolean;
  /** What classical models can be asked to do as well; null where the task is neither classes nor numbers. */
  readonly task: ClassTask | Extract<Task, { readonly kind: 'regression' }> | null;
  /** @throws UserProblem where a run did not report the metric */
  scoreOf(scores: Scores): number;
}

/**
 * Accuracy for classes, the coefficient of determination for numbers; else the first metric of the model, else the
 * loss.
 */
export function judgeOf(program: Program, objective: Objective | undefined): Judge {
  const tasks = [...(objective?.tasks ?? []), ...program.judged];
  const task =
    tasks.find((each) => isClassTask(each)) ??
    tasks.find((each) => each.kind === 'regression') ??
    null;
  const own = program.metrics.find((metric) => metric.function !== 'confusion');
  const metric = task
    ? isClassTask(task)
      ? 'accuracy'
      : 'r2'
    : own && own.function !== 'perplexity'
      ? own.name
      : 'loss';
  return {
    metric,
    isBetterHigh: metric !== 'loss',
    task,
    scoreOf: (scores) => {
      const found = Object.entries(scores).find(
        ([name]) => name === metric || name.endsWith(`.${metric}`),
      );
      if (found) return found[1];
      throw new UserProblem({
        code: 'argument-invalid',
        message: `${program.model} reports no \`${metric}\` on its test split, so there is nothing to compare by.`,
        help: `It reports: ${Object.keys(scores).join(', ') || 'nothing'}.`,
      });
    },
  };
}

/** The node whose value is compared with the truth, else what is minimised or shown. */
export function judgedNodes(
  program: Program,
  objective: Objective | undefined,
  { task }: Judge,
): number[] {
  if (task) return [guessOf(task)];
  return objective ? [objective.node] : program.readouts.map(({ node }) => node);
}
