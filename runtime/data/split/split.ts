import type { Split } from '../../program/index.ts';
import type { SplitRows } from '../dataset.ts';
import { counted, listed, quoted, sourceProblem } from '../problems.ts';
import { splitByFolds, splitGroupsByFolds } from './folds.ts';
import { splitByFractions, splitGroupsByFractions } from './fractions.ts';
import { rowsByGroup } from './groups.ts';
import { splitRows } from './rows.ts';
import type { SplitFacts } from './rows.ts';
import { splitWindows, splitWindowsByFolds } from './windows.ts';
import type { Windows } from './windows.ts';

export type Part = 'train' | 'validate' | 'test';

export interface SplitRequest extends SplitFacts {
  readonly split: Split;
  /** The name of the data source, for messages. */
  readonly source: string;
  /** The text of a column in every row, for `group` and `column`. */
  readonly column: (name: string) => readonly string[];
  /** Which file a row came from, where there is one for each part. */
  readonly parts: readonly Part[] | undefined;
  /** Samples that may overlap are split into runs of the text. */
  readonly windows: Windows | undefined;
}

/**
 * The rows of each split, one entry for each fold.
 *
 * @throws UserProblem `split-empty` with the counts, where a part that is asked for has no row.
 */
export function splitSamples(request: SplitRequest): SplitRows[] {
  const folds = rowsOf(request);
  for (const fold of folds) {
    for (const part of askedFor(request.split)) {
      if (fold[part].length === 0) throw emptySplit(request, fold, part);
    }
  }
  return folds;
}

function rowsOf(request: SplitRequest): SplitRows[] {
  const { split, parts, windows } = request;
  switch (split.kind) {
    case 'fractions':
      if (split.group === null) {
        return [windows ? splitWindows(windows, split) : splitByFractions(request, split)];
      }
      return [splitGroupsByFractions(request, split, request.column(split.group))];
    case 'folds': {
      if (split.group === null) {
        return windows
          ? splitWindowsByFolds(windows, split.count)
          : splitByFolds(request, split.count);
      }
      const groups = request.column(split.group);
      requireGroups(request.source, split.group, split.count, [...rowsByGroup(groups).keys()]);
      return splitGroupsByFolds(request, split.count, groups);
    }
    case 'column':
      return [byName(request.column(split.column), split.column)];
    case 'files':
      return [byName(parts ?? Array.from({ length: request.count }, () => 'test'), 'split')];
  }
}

function askedFor(split: Split): readonly Part[] {
  switch (split.kind) {
    case 'fractions':
      return (['train', 'validate', 'test'] as const).filter((part) => split[part] > 0);
    case 'folds':
      return ['train', 'test'];
    case 'column':
    case 'files':
      return ['train'];
  }
}

function byName(names: readonly string[], column: string): SplitRows {
  const parts: Record<Part, number[]> = { train: [], validate: [], test: [] };
  for (const [row, name] of names.entries()) {
    if (name !== 'train' && name !== 'validate' && name !== 'test') {
      throw sourceProblem(
        'value-unreadable',
        `column \`${column}\` says ${quoted(name)} in sample ${row + 1}: it should say \`train\`, \`validate\` or \`test\`.`,
      );
    }
    parts[name].push(row);
  }
  return splitRows(parts.train, parts.validate, parts.test);
}

function requireGroups(
  source: string,
  column: string,
  folds: number,
  names: readonly string[],
): void {
  if (names.length >= folds) return;
  throw sourceProblem(
    'split-empty',
    `${folds} folds of \`${source}\` need ${folds} groups, and column \`${column}\` has ${names.length}: ${listed(names)}.`,
    { help: `Use \`folds(${names.length}, group: "${column}")\`, or fewer.` },
  );
}

function emptySplit({ source, count, split }: SplitRequest, rows: SplitRows, part: Part): Error {
  const counts = (['train', 'validate', 'test'] as const)
    .map((name) => `${name} ${rows[name].length}`)
    .join(', ');
  const help =
    split.kind === 'fractions' && split.group !== null
      ? `Column \`${split.group}\` has too few groups for these parts; leave out a part, or \`group\`.`
      : 'Take more samples, or other fractions.';
  return sourceProblem(
    'split-empty',
    `The ${part} split of \`${source}\` has no sample: of ${counted(count, 'sample')}, ${counts}.`,
    { help },
  );
}
