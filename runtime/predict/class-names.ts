import type { TrainedModel } from '../checkpoint/load-run.ts';
import type { ConfusedClasses } from '../objectives/shown-confusion.ts';

/** Names of a label's `count` classes in index order: as declared, else as the data had them, else the indices. */
export function classNames(
  { program, checkpoint }: Pick<TrainedModel, 'program' | 'checkpoint'>,
  { label, count }: ConfusedClasses,
): readonly string[] {
  const type = program.inputs.find(({ name }) => name === label)?.type;
  if (type?.kind === 'word') return checkpoint.vocabularies[type.modality] ?? indexNames(count);
  const declared = type?.kind === 'class' ? type.names : null;
  const names = declared ?? (label === undefined ? undefined : checkpoint.classes[label]) ?? [];
  return indexNames(count).map((index, k) => names[k] ?? index);
}

function indexNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}
