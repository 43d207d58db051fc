import type { TrainedModel } from '../checkpoint/load-run.ts';
import type { Task } from '../program/index.ts';

/** Names of a label's classes in index order: as declared, else as the data had them, else the indices. */
export function classNames(
  { program, checkpoint }: Pick<TrainedModel, 'program' | 'checkpoint'>,
  task: Task,
): readonly string[] {
  const type = program.inputs.find(({ name }) => name === task.label)?.type;
  const count =
    task.kind === 'classification' || task.kind === 'decision'
      ? (program.nodes[task.scores]!.shape.at(-1) ?? 1)
      : 2;
  if (type?.kind === 'word') return checkpoint.vocabularies[type.modality] ?? indexNames(count);
  const declared = type?.kind === 'class' ? type.names : null;
  const names = declared ?? checkpoint.classes[task.label] ?? [];
  return indexNames(count).map((index, k) => names[k] ?? index);
}

function indexNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}
