import type { UserProblem } from '../program/index.ts';

/** Samples in memory, decoded to the types of a Program's inputs. */
export interface Dataset {
  readonly count: number;
  /** One for each sample, as `predict` prints it: the row number from 1, or the value of an `id` column. */
  readonly ids: readonly string[];
  /** By input name, as the first fold sees them. Inputs that the caller does not need may be absent. */
  readonly columns: ReadonlyMap<string, Column>;
  /** As a fold sees them: the same for all folds, except texts, whose vocabulary comes from the training rows. */
  columnsOf(fold: number): ReadonlyMap<string, Column>;
  /** Rows of each split; one for each fold in turn, else exactly one. */
  readonly folds: readonly SplitRows[];
  /** What each sample belongs to, where the split keeps groups together. */
  readonly groups: readonly string[] | null;
  /** Of text inputs, most frequent word first; made from the training rows of each fold, or given. */
  readonly vocabularies: readonly Readonly<Record<string, readonly string[]>>[];
  /** Of class inputs without declared names: the values met, in index order. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** What a careful reader would remark on how the samples are split. */
  readonly warnings: readonly UserProblem[];
  /** SHA-256 over everything that was read, in order; hex. */
  readonly hash: string;
}

export interface Column {
  readonly shape: readonly number[];
  /** Row-major `[count, ...shape]`; zeros where a value is missing. */
  readonly values: Float32Array | Float64Array;
  /** 1 where the sample has a value; null when all have. */
  readonly present: Uint8Array | null;
}

export interface SplitRows {
  readonly train: Uint32Array;
  readonly validate: Uint32Array;
  readonly test: Uint32Array;
  /** What was held out, for a grouped fold, e.g. `george`. */
  readonly name: string;
}
