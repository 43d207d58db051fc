/** What a model can be compared with beside its own ablations. */
export const AGAINST = [
  'logistic',
  'svm',
  'mlp',
  'parameter_twin',
  'separable_twin',
  'unfused_twin',
] as const;
export type Against = (typeof AGAINST)[number];

/** One row of a comparison before it is judged. */
export interface Contestant {
  readonly name: string;
  readonly kind: 'model' | 'classical' | 'twin' | 'ablation' | 'rival';
  /** On the test split of each trial: fold after fold, seed after seed. */
  readonly scores: readonly number[];
  /** How many numbers were fitted, in the last trial. */
  readonly parameters: number;
  /** Over all trials, the search for settings included. */
  readonly seconds: number;
  /** Settings that the searches chose. */
  readonly notes: readonly string[];
}

/** What one seed gave. */
export interface SeedResult {
  readonly metric: string;
  readonly isBetterHigh: boolean;
  /** Samples tested over samples learnt from, where the trials overlap; see `Trials`. */
  readonly overlap: number;
  /** The model first. */
  readonly contestants: readonly Contestant[];
}
