import type { Scores } from '../../runtime/train/progress.ts';

/** What a command changes about a file of an example. */
export interface Choice {
  /** One of the file's `train` declarations, where it has several. */
  readonly run?: string;
  readonly seed?: number;
  /** By key of `--set`. */
  readonly set?: Readonly<Record<string, string>>;
  /** A table in place of the file's own. */
  readonly data?: string;
}

/** What `qmm` is asked to do, as plain data, so that another thread can do it. */
export type Command =
  | { readonly kind: 'train'; readonly file: string; readonly choice: Choice; readonly out: string }
  | { readonly kind: 'eval'; readonly folder: string; readonly without: readonly string[] }
  | { readonly kind: 'predict'; readonly folder: string }
  | {
      /** One trial: its seed is that of the split as well. */
      readonly kind: 'compare';
      readonly file: string;
      readonly choice: Choice;
      readonly against: readonly string[];
      readonly ablate: readonly string[];
    };

/** What came of a command. */
export interface Answer {
  /** On the test split: of `train` and `eval`. */
  readonly test?: Scores;
  readonly folds?: readonly { readonly name: string; readonly test: Scores }[];
  /** Of `compare`, the model first. */
  readonly ranking?: readonly Ranked[];
  readonly predictions?: readonly Readonly<Record<string, unknown>>[];
}

export interface Ranked {
  readonly name: string;
  /** On the test split of each fold. */
  readonly scores: readonly number[];
  readonly parameters: number;
}

/** As one would type it. */
export function commandText(command: Command): string {
  if (command.kind === 'eval')
    return ['eval', command.folder, ...command.without.map((one) => `--without ${one}`)].join(' ');
  if (command.kind === 'predict') return `predict ${command.folder}`;
  const { run, seed, set, data } = command.choice;
  return [
    command.kind,
    command.file,
    ...(run === undefined ? [] : [run]),
    ...(seed === undefined ? [] : [`--seed ${seed}`]),
    ...Object.entries(set ?? {}).map(([key, value]) => `--set ${key}="${value}"`),
    ...(data === undefined ? [] : [`--data ${data}`]),
    ...(command.kind === 'compare' ? [`--against ${command.against.join(',')}`] : []),
  ].join(' ');
}
