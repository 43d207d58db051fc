import type { Analysis } from '../analyse/figure.ts';
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

/** What a model drew for one thing that is given, beside what is true of it. */
export interface DrawingRow {
  /** Empty where nothing is given, or where it has no words. */
  readonly given: string;
  readonly height: number;
  readonly width: number;
  /** Bits row by row, the most frequent first, with their share among the samples. */
  readonly truths: readonly { readonly bits: string; readonly share: number }[];
  readonly drawn: readonly string[];
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
  /** Of a model that draws pictures or other bits, and the split they are of. */
  readonly drawings: { readonly rows: readonly DrawingRow[]; readonly split: string } | null;
  /** Figures of the trained model, where `qmm analyse` told some. */
  readonly analysis?: Analysis | undefined;
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
