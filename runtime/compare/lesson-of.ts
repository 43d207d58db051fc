import type { SplitRows } from '../data/dataset.ts';
import { isClassTask } from '../program/index.ts';
import type { Program } from '../program/index.ts';
import type { Lesson } from './classical/lesson.ts';
import { featureNodes } from './feature-nodes.ts';
import { featureTable } from './feature-table.ts';
import type { Judge } from './judge.ts';
import type { FoldData } from './train-variant.ts';

/** What classical models learn from, and the rows whose truth is known. */
export interface LessonRows {
  readonly lesson: Lesson;
  readonly rows: SplitRows;
  /** Features that were too many. */
  readonly leftOut: number;
}

/**
 * The model's task for classical models: the features that it is given, and one class or number to tell of each sample.
 * @param targets what the model is judged by
 * @returns null where the task is another one, or nothing is told of a sample that classical models could learn from
 */
export async function lessonOf(
  program: Program,
  targets: readonly number[],
  { task }: Judge,
  data: FoldData,
  shared: Pick<Lesson, 'seed' | 'pool' | 'signal' | 'pause'>,
): Promise<LessonRows | null> {
  const truth = task === null ? undefined : data.columns.get(task.label);
  if (task === null || truth?.values.length !== data.count) return null;
  const nodes = featureNodes(program, targets);
  const features = nodes.length === 0 ? null : await featureTable(program, nodes, data);
  if (features === null || features.size === 0) return null;
  return {
    lesson: {
      ...shared,
      features,
      truth: Float64Array.from(truth.values),
      classes: isClassTask(task) ? classesOf(program, task.label) : null,
      groups: data.groups,
    },
    leftOut: features.leftOut,
    rows: truth.present === null ? data.rows : rowsWhere(truth.present, data.rows),
  };
}

function rowsWhere(present: Uint8Array, { train, validate, test, name }: SplitRows): SplitRows {
  const known = (all: Uint32Array): Uint32Array => all.filter((row) => present[row] === 1);
  return { train: known(train), validate: known(validate), test: known(test), name };
}

/** A number that is 0 or 1 is a class of two. */
function classesOf({ inputs }: Program, label: string): number {
  const type = inputs.find(({ name }) => name === label)?.type;
  return type?.kind === 'class' || type?.kind === 'word' ? type.count : 2;
}
