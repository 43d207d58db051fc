import type { Column, Dataset, SplitRows } from './dataset.ts';
import { withPlace } from './problems.ts';
import type { LoadRequest } from './request.ts';
import type { Samples } from './samples.ts';
import { splitRows } from './split/rows.ts';
import { splitSamples } from './split/split.ts';
import { synthesise } from './synthetic/synthesise.ts';
import { readTables } from './table-source.ts';
import { ignoredGroup } from './split/ignored-group.ts';
import { UserProblem } from '../program/index.ts';
import { encodeTexts, encodeWords, vocabularySize } from './text/encode.ts';
import { mostFrequent } from './text/vocabulary.ts';

/**
 * Reads or makes the samples of a data source, as the types of a Program's inputs want them, and splits them.
 *
 * Pictures are scaled and brought to their channels, sounds resampled and cut or filled up, words numbered by the
 * vocabulary of each fold's training rows. Nothing is read that `take` leaves out.
 *
 * @throws UserProblem `file-not-found`, `column-not-found`, `value-unreadable`, `label-unknown`, `split-empty`,
 * `split-overlap`, `unknown-name` (a synthetic source) or `too-large`, with the place of the `data` declaration.
 */
export function loadDataset(request: LoadRequest): Dataset {
  return withPlace(request.source.place, () => {
    const samples =
      request.samples ??
      (request.source.source.kind === 'synthetic' ? synthesise(request) : readTables(request));
    const folds = foldsOf(request, samples);
    const vocabularies = folds.map((fold) => vocabulariesOf(request, samples, fold));
    const encoded = new Map<number, ReadonlyMap<string, Column>>();
    const columnsOf = (fold: number): ReadonlyMap<string, Column> => {
      const columns = encoded.get(fold) ?? withTexts(request, samples, vocabularies[fold]!);
      encoded.set(fold, columns);
      return columns;
    };
    request.onProgress?.(1);
    const { count, ids, classes, hash } = samples;
    const warnings = warningsOf(request, samples, folds);
    return {
      count,
      ids,
      columns: columnsOf(0),
      columnsOf,
      folds,
      groups: groupsOf(request, samples),
      vocabularies,
      classes,
      warnings,
      hash,
    };
  });
}

function foldsOf(request: LoadRequest, samples: Samples): SplitRows[] {
  if (request.rows === 'all') {
    return [
      splitRows(
        [],
        [],
        Array.from({ length: samples.count }, (_, row) => row),
      ),
    ];
  }
  const { name, seed, split } = request.source;
  const { count, parts, windows } = samples;
  const column = (wanted: string): readonly string[] => samples.column(wanted);
  return splitSamples({
    source: name,
    seed,
    split,
    count,
    parts,
    windows,
    column,
    strata: strataOf(request, samples),
  });
}

function groupsOf(
  { rows, source: { split } }: LoadRequest,
  samples: Samples,
): readonly string[] | null {
  if (rows === 'all' || !('group' in split) || split.group === null) return null;
  return samples.column(split.group);
}

function warningsOf(request: LoadRequest, samples: Samples, folds: SplitRows[]): UserProblem[] {
  if (request.rows === 'all' || samples.parts !== undefined || samples.windows !== undefined)
    return [];
  const { name, split, place } = request.source;
  const { spare } = samples;
  const column = (wanted: string): readonly string[] => samples.column(wanted);
  const ignored = ignoredGroup({ source: name, split, folds, spare, column });
  return ignored === undefined ? [] : [new UserProblem({ ...ignored.details, place })];
}

/** The first class label; samples without it are a stratum of their own. */
function strataOf(request: LoadRequest, samples: Samples): ArrayLike<number> | undefined {
  const label = request.inputs.find(
    ({ role, type, shape, name }) =>
      role === 'label' && type.kind === 'class' && shape.length === 0 && samples.columns.has(name),
  );
  const column = label === undefined ? undefined : samples.columns.get(label.name);
  if (column === undefined) return undefined;
  const { values, present } = column;
  return Array.from(values, (value, row) => (present === null || present[row] === 1 ? value : -1));
}

function vocabulariesOf(
  request: LoadRequest,
  samples: Samples,
  fold: SplitRows,
): Readonly<Record<string, readonly string[]>> {
  const texts = request.inputs.filter(({ type }) => type.kind === 'text');
  return Object.fromEntries(
    texts.flatMap((input) => {
      const words = samples.texts.get(input.name);
      const given = request.vocabularies?.[input.name];
      if (given !== undefined) return [[input.name, given]];
      if (words === undefined) return [];
      return [[input.name, mostFrequent(words, fold.train, vocabularySize(input))]];
    }),
  );
}

function withTexts(
  request: LoadRequest,
  samples: Samples,
  vocabularies: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, Column> {
  const columns = new Map(samples.columns);
  for (const input of request.inputs) {
    const texts = samples.texts.get(input.name);
    if (texts === undefined) continue;
    if (input.type.kind === 'text') {
      columns.set(input.name, encodeTexts(input, texts, vocabularies[input.name] ?? []));
    }
    if (input.type.kind !== 'word') continue;
    const { modality } = input.type;
    const context = request.inputs.find(({ name }) => name === modality)?.type;
    const unknown = context?.kind === 'text' ? context.unknown : 'skip';
    columns.set(input.name, encodeWords(input, texts, vocabularies[modality] ?? [], unknown));
  }
  return columns;
}
