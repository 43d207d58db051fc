import type { Column } from '../dataset.ts';
import { listed, quoted } from '../problems.ts';
import { emptyCell, mayBeAbsent } from './cells.ts';
import type { CellSource } from './cells.ts';
import { entriesOf, sizeOf } from './numbers.ts';
import { createPresence } from './presence.ts';

export interface ClassColumn {
  readonly column: Column;
  /** In index order. */
  readonly names: readonly string[];
}

/**
 * Class names as indices into the declared names, into those of a checkpoint (`given`), or, where there are neither,
 * into the values met: whole numbers below k stand for themselves, other values are sorted (by number if all are).
 *
 * @throws UserProblem `label-unknown` naming the value, the classes and the row.
 */
export function readClasses(source: CellSource, given: readonly string[] | undefined): ClassColumn {
  const { input, count } = source;
  const size = sizeOf(input.shape);
  const presence = createPresence(count);
  const words = Array.from({ length: count }, (_, sample) => {
    if (!mayBeAbsent(input) || !source.isEmpty(sample)) return wordsOf(source, sample, size);
    presence.miss(sample);
    return undefined;
  });
  const declared = input.type.kind === 'class' ? input.type.names : null;
  const names = declared ?? given ?? namesMet(source, words);
  const indices = new Map(names.map((name, index) => [canonical(name), index]));
  const values = new Float64Array(count * size);
  for (const [sample, entries] of words.entries()) {
    for (const [entry, word] of (entries ?? []).entries()) {
      const index = indices.get(canonical(word));
      if (index === undefined) throw unknownLabel(source, sample, word, names);
      values[sample * size + entry] = index;
    }
  }
  return { column: { shape: input.shape, values, present: presence.flags() }, names };
}

/** A scalar class is the whole cell, since a name may hold blanks; a tensor of classes is a list. */
function wordsOf(source: CellSource, sample: number, size: number): string[] {
  const cells = source.cells(sample);
  const scalar = source.input.shape.length === 0 && cells.length === 1 && !Array.isArray(cells[0]);
  const entries = scalar ? [...cells] : cells.flatMap(entriesOf);
  if (entries.includes(null)) throw emptyCell(source, sample);
  if (entries.length !== size) {
    throw source.problem(
      sample,
      'value-unreadable',
      `${entries.length} class names where \`${source.input.name}\` takes ${size}.`,
    );
  }
  return entries.map((entry) => String(entry as string | number | boolean).trim());
}

function namesMet(
  source: CellSource,
  words: readonly (readonly string[] | undefined)[],
): readonly string[] {
  const count = source.input.type.kind === 'class' ? source.input.type.count : 0;
  const met = [...new Set(words.flatMap((entries) => (entries ?? []).map(canonical)))];
  const numeric = met.every((word) => /^-?\d+$/.test(word));
  const inRange = (word: string): boolean => Number(word) >= 0 && Number(word) < count;
  if (numeric && met.every(inRange))
    return Array.from({ length: count }, (_, index) => String(index));
  met.sort(numeric ? (a, b) => Number(a) - Number(b) : undefined);
  if (met.length <= count) return met;
  const extra = met[count]!;
  const sample = words.findIndex((entries) => entries?.some((word) => canonical(word) === extra));
  throw source.problem(
    sample,
    'label-unknown',
    `${quoted(extra)} is one value too many: the column has ${met.length} different ones, ${listed(met)}, ` +
      `and \`${source.input.name}\` is class(${count}).`,
    `Write \`class(${met.length})\`, or the classes by name.`,
  );
}

/** `3`, `3.0` and `03` are the same class, as they are the same number. */
function canonical(word: string): string {
  return /^[+-]?\d+(\.0*)?$/.test(word) ? String(Number(word)) : word;
}

function unknownLabel(
  source: CellSource,
  sample: number,
  word: string,
  names: readonly string[],
): Error {
  return source.problem(
    sample,
    'label-unknown',
    `${quoted(word)} is not a class of \`${source.input.name}\`, which are ${listed(names)}.`,
    'Add it to the classes of the model, or correct the row.',
  );
}
