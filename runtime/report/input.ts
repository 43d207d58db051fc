import type { Run } from '../program/index.ts';

/** Metrics of one split by name; `samples` counts what they are of. */
type Scores = Readonly<Record<string, number>>;

export interface SplitScores {
  readonly train: Scores;
  readonly validate?: Scores | undefined;
  readonly test?: Scores | undefined;
}

export interface EpochScores {
  /** Counted from 1. */
  readonly epoch: number;
  readonly train: Scores;
  readonly validate?: Scores | undefined;
}

export interface FoldReport {
  /** What was held out; empty for the only fold. */
  readonly name: string;
  readonly history: readonly EpochScores[];
  /** After training; null where it has not ended. */
  readonly metrics: SplitScores | null;
}

/** All that a report shows, as plain data. */
export interface ReportInput {
  readonly run: Run;
  /** One for each fold, else exactly one. */
  readonly folds: readonly FoldReport[];
  /** `[truth][guess]` counts, summed over the folds, and the split they are of; null without classes. */
  readonly confusion: {
    readonly counts: readonly (readonly number[])[];
    readonly split: string;
  } | null;
  /** Of the classes, in index order. */
  readonly labels: readonly string[];
  /** Source texts by path. */
  readonly sources: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string | number>>;
  readonly seeds: Readonly<Record<string, number>>;
  /** SHA-256 by what was hashed. */
  readonly hashes: Readonly<Record<string, string>>;
  /** What the command line asked for. */
  readonly overrides: Readonly<Record<string, string>>;
}
