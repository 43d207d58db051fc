import { UserProblem } from '../../program/index.ts';
import type { Split } from '../../program/index.ts';
import type { SplitRows } from '../dataset.ts';
import { counted } from '../problems.ts';

/** What a column is called that says who or what a sample is of. */
const GROUPS: readonly string[] = [
  'actor',
  'author',
  'group',
  'participant',
  'patient',
  'performer',
  'person',
  'recording',
  'session',
  'speaker',
  'subject',
  'user',
  'writer',
];

export interface IgnoredGroupRequest {
  /** The name of the data source. */
  readonly source: string;
  readonly split: Split;
  readonly folds: readonly SplitRows[];
  /** Columns that no input is read from. */
  readonly spare: readonly string[];
  readonly column: (name: string) => readonly string[];
}

/**
 * A random split that puts samples of one speaker, patient, … on both sides, where a column of the table says whose they
 * are: what is held out is then not new, and its score too good.
 */
export function ignoredGroup(request: IgnoredGroupRequest): UserProblem | undefined {
  const { source, split, folds, spare } = request;
  if ((split.kind !== 'fractions' && split.kind !== 'folds') || split.group !== null) {
    return undefined;
  }
  for (const name of spare.filter(isGroup)) {
    const groups = request.column(name);
    const torn = Math.max(0, ...folds.map((fold) => tornGroups(groups, fold)));
    if (torn === 0) continue;
    const all = new Set(groups.filter((group) => group !== '')).size;
    const parts =
      split.kind === 'folds'
        ? `folds(${split.count}, group: "${name}")`
        : `fractions(train: ${split.train}, ${split.validate > 0 ? `validate: ${split.validate}, ` : ''}test: ${split.test}, group: "${name}")`;
    return new UserProblem({
      code: 'group-ignored',
      message: `Column \`${name}\` of \`${source}\` says whose a sample is, and the random split has ${torn} of its ${counted(all, 'group')} on both sides.`,
      help: `Keep groups together: \`split: ${parts}\`.`,
    });
  }
  return undefined;
}

/** `Speaker`, `speaker_id`, `speakers`. */
function isGroup(column: string): boolean {
  const word = column.toLowerCase().replace(/[^a-z]?(id|name|no|number)$/, '');
  return GROUPS.includes(word) || GROUPS.some((group) => `${group}s` === word);
}

/** How many groups have samples to learn from and samples that are held out. */
function tornGroups(groups: readonly string[], { train, validate, test }: SplitRows): number {
  const learned = new Set(Array.from(train, (row) => groups[row]!));
  const held = new Set([...validate, ...test].map((row) => groups[row]!));
  return [...held].filter((group) => group !== '' && learned.has(group)).length;
}
