import type { Pool } from '../../threads/pool.ts';
import type { Features } from '../../solve/index.ts';

/** What a classical model learns from and is asked: features of all samples, and the truth. */
export interface Lesson {
  readonly features: Features;
  /** By sample: a class, or a number. */
  readonly truth: Float64Array;
  /** How many classes there are; null for numbers. */
  readonly classes: number | null;
  /** What each sample belongs to, where the data is split so that groups stay together. */
  readonly groups: readonly string[] | null;
  readonly seed: number;
  readonly pool?: Pool | undefined;
  readonly signal: AbortSignal;
  readonly pause: () => Promise<void>;
}

/** How well a model answered that had learnt. */
export interface Learnt {
  /** Accuracy, or the coefficient of determination. */
  readonly score: number;
  /** How many numbers were fitted. */
  readonly parameters: number;
}

/** A model with one choice of its settings. */
export interface Candidate {
  /** Of the settings, e.g. `c 10, gamma 0.03`. */
  readonly text: string;
  /** Learns from some rows and answers others. */
  examine(learnt: Uint32Array, asked: Uint32Array): Promise<Learnt>;
}

/** A classical model and the settings that are tried. */
export interface Baseline {
  readonly name: string;
  candidates(lesson: Lesson, isQuick: boolean): readonly Candidate[];
}

/** Some rows of the features, in a table of their own. */
export function featuresOf({ features }: Lesson, rows: Uint32Array): Features {
  const { size } = features;
  const values = new Float64Array(rows.length * size);
  rows.forEach((row, k) =>
    values.set(features.values.subarray(row * size, (row + 1) * size), k * size),
  );
  return { count: rows.length, size, values };
}

export function truthOf({ truth }: Lesson, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => truth[row]!);
}
