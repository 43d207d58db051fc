import { studentBelow, studentQuantile } from './student.ts';

/** How the trials of a comparison hang together. */
export interface Trials {
  /**
   * Samples tested over samples learnt from, where each trial draws its split anew or the trials are folds, so that
   * their training splits overlap; 0 where all trials share one split.
   */
  readonly overlap: number;
}

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const CONFIDENCE = 0.95;

/**
 * The mean and its 95 % interval by Student's t, with the variance `s² (1 / n + overlap)` of Nadeau and Bengio (2003,
 * "Inference for the generalization error"): trials whose training splits overlap know less than as many independent
 * ones. Of a single trial nothing is known of the spread, and both ends are the mean.
 */
export function intervalOf(scores: readonly number[], trials: Trials): Interval {
  const mean = meanOf(scores);
  if (scores.length < 2) return { mean, low: mean, high: mean };
  const freedom = scores.length - 1;
  const half = studentQuantile((1 + CONFIDENCE) / 2, freedom) * deviationOfMean(scores, trials);
  return { mean, low: mean - half, high: mean + half };
}

/** Student's t knows of no border; an accuracy and r² do. */
export function within({ mean, low, high }: Interval, metric: string): Interval {
  const isShare = metric.endsWith('accuracy');
  if (!isShare && !metric.endsWith('r2')) return { mean, low, high };
  return { mean, low: isShare ? Math.max(low, 0) : low, high: Math.min(high, 1) };
}

/**
 * Two-sided p of the paired t-test on the same trials, corrected likewise; undefined of a single trial. Scores that
 * differ by the same amount in all trials have none but 0 or 1.
 */
export function pairedP(
  scores: readonly number[],
  others: readonly number[],
  trials: Trials,
): number | undefined {
  const differences = scores.map((score, index) => score - others[index]!);
  if (differences.length < 2) return undefined;
  const mean = meanOf(differences);
  const deviation = deviationOfMean(differences, trials);
  if (deviation < 1e-12) return Math.abs(mean) < 1e-12 ? 1 : 0;
  return 2 * studentBelow(-Math.abs(mean / deviation), differences.length - 1);
}

/** Holm's (1979) correction for asking several times; in the order given. */
export function holm(all: readonly number[]): number[] {
  const order = [...all.keys()].sort((a, b) => all[a]! - all[b]!);
  const result = new Array<number>(all.length);
  let most = 0;
  for (const [rank, index] of order.entries()) {
    most = Math.max(most, Math.min(1, (all.length - rank) * all[index]!));
    result[index] = most;
  }
  return result;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviationOfMean(values: readonly number[], { overlap }: Trials): number {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt((squares / (values.length - 1)) * (1 / values.length + overlap));
}
