import type { Execution, GradientMethod } from './execution.ts';
import type { Optimizer } from './optimizer.ts';
import type { Program } from './program.ts';

/** A named run: a Program, where its samples come from and how it is trained. Plain JSON. */
export interface Run {
  readonly name: string;
  readonly program: Program;
  readonly data: DataSource | null;
  readonly train: TrainSettings | null;
}

export interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

export interface DataSource {
  readonly name: string;
  readonly source: Source;
  /** For each input of the model that the data names explicitly; the others have a column of their own name. */
  readonly columns: Readonly<Record<string, ColumnReference>>;
  readonly split: Split;
  /** At most this many rows, chosen by the seed; null for all. */
  readonly take: number | null;
  readonly seed: number;
  /** Where `data` stands in the source. */
  readonly place: Place;
}

export type Source = TableSource | WindowsSource | AlignedSource | SyntheticSource;

/** Files of rows: tables, or NumPy arrays whose first axis runs over the samples. */
interface TableSource {
  readonly kind: TableKind;
  readonly paths: FilePaths;
}

export type TableKind = 'csv' | 'jsonl' | 'parquet' | 'npy' | 'npz';

/** A sample for each place in a text: some words, and a word that follows them. */
export interface WindowsSource {
  readonly kind: 'windows';
  readonly paths: FilePaths;
  /** Words that a text modality sees, at least 1. */
  readonly context: number;
  /** How many words after the last of these the `word` label stands; 1 is the word right after it. */
  readonly next: number;
}

/** A source of its own for each field, row by row. */
export interface AlignedSource {
  readonly kind: 'aligned';
  readonly fields: Readonly<Record<string, AlignedField>>;
}

export type AlignedField =
  | {
      readonly kind: TableKind | 'idx';
      readonly path: string;
      /** Null for the column of the field's own name, where there is none for all of them. */
      readonly column: ColumnReference | null;
    }
  /** A class by row: so many rows of class 0, then of class 1, … */
  | { readonly kind: 'blocks'; readonly rows: number };

export interface SyntheticSource {
  readonly kind: 'synthetic';
  readonly generator: string;
  readonly samples: number;
  readonly seed: number;
  readonly options: Readonly<Record<string, number | string | boolean>>;
}

/** Relative to the .qmm file. One file that is split, or a file for each split. */
export type FilePaths =
  | { readonly kind: 'one'; readonly path: string }
  | {
      readonly kind: 'split';
      readonly train: string;
      readonly validate: string | null;
      readonly test: string | null;
    };

export type ColumnReference =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  /** Positions, half open. */
  | { readonly kind: 'range'; readonly start: number; readonly stop: number }
  | { readonly kind: 'index'; readonly index: number };

export type Split =
  /** Stratified by a class label; whole groups stay together where `group` names a column. */
  | {
      readonly kind: 'fractions';
      readonly train: number;
      readonly validate: number;
      readonly test: number;
      readonly group: string | null;
    }
  /** Each fold is the test split once; with `group`, folds are made of whole groups. */
  | { readonly kind: 'folds'; readonly count: number; readonly group: string | null }
  /** A column that says `train`, `validate` or `test`. */
  | { readonly kind: 'column'; readonly column: string }
  /** One file for each split. */
  | { readonly kind: 'files' };

export interface TrainSettings {
  readonly optimizer: Optimizer;
  /** Passes over the training split; of an optimiser that takes the whole split at once, its steps. */
  readonly epochs: number;
  /** Samples of a step; of an optimiser that takes the whole split at once, samples in memory at once. */
  readonly batch: number;
  readonly seed: number;
  /** Name of the objective; empty for the only one. */
  readonly objective: string;
  /** Stop after this many epochs without a better validation (else training) loss; null for never. */
  readonly patience: number | null;
  /** Modality dropout during training: probability by modality. */
  readonly missing: Readonly<Record<string, number>>;
  readonly precision: 'f32' | 'f64';
  readonly execution: Execution;
  readonly gradient: GradientMethod;
  /** Trainable parameters by path prefix (`Model/judge`); null for all. */
  readonly only: readonly string[] | null;
  /** Held parameters by path prefix. */
  readonly freeze: readonly string[];
  /** One after the other, `rounds` times over; empty where the run is a single stage. */
  readonly stages: readonly Stage[];
  readonly rounds: number;
  /**
   * Weights (and, unless `weightsOnly`, fits and vocabularies) of what both have, by path. Runs with the same folds
   * start fold from fold.
   */
  readonly start: StartFrom | null;
  /** Epochs, counted over all stages, from one checkpoint to the next. Default: at most one in two seconds. */
  readonly checkpoint?: number;
  readonly place: Place;
}

/**
 * A stage inherits what it does not say from the block around it. Its optimiser keeps its averages, and its schedule
 * goes on, from round to round; with `patience` it hands on the weights of its best epoch.
 */
export interface Stage {
  readonly name: string;
  readonly objective: string;
  readonly optimizer: Optimizer;
  readonly epochs: number;
  readonly batch: number;
  readonly patience: number | null;
  readonly only: readonly string[] | null;
  readonly freeze: readonly string[];
}

export interface StartFrom {
  /** A `train` of the same file, which runs first, or the path of a run folder. */
  readonly from:
    | { readonly kind: 'run'; readonly name: string }
    | { readonly kind: 'path'; readonly path: string };
  readonly weightsOnly: boolean;
}
