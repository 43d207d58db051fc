import { guessOf, isClassTask } from '../program/index.ts';
import type { ClassTask, Objective, Program } from '../program/index.ts';

/** Classes that guesses may confuse. */
export interface ConfusedClasses {
  /** The label its rows are classes of; undefined where the truth is worked out. */
  readonly label: string | undefined;
  readonly count: number;
}

/** The classes of the table that is shown: of the first `confusion` metric, else of the first classification. */
export function shownConfusion(
  program: Program,
  objectives: readonly Objective[],
): ConfusedClasses | undefined {
  for (const metric of program.metrics) {
    if (metric.function !== 'confusion') continue;
    const { operation } = program.nodes[metric.inputs[1] ?? -1] ?? {};
    const label = operation?.kind === 'input' ? operation.name : undefined;
    return { label, count: metric.classes };
  }
  const tasks = [...objectives.flatMap((one) => one.tasks), ...program.judged];
  const task = tasks.find(isClassTask);
  return task && classesOf(program, task);
}

/** The classes that a task tells apart. */
export function classesOf({ nodes }: Program, task: ClassTask): ConfusedClasses {
  const count = task.kind === 'binary' ? 2 : (nodes[guessOf(task)]?.shape.at(-1) ?? 1);
  return { label: task.label, count };
}
