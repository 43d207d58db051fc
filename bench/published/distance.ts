/** A row of ours beside a row of the study. */
export interface Distance {
  readonly published: number;
  /** Standard deviation of the study's accuracies, over its data sets and seeds. */
  readonly spread: number;
  readonly ours: number;
  /** Standard deviation of ours, over data sets and draws. */
  readonly oursSpread: number;
  /** Ours minus theirs. */
  readonly distance: number;
  /**
   * The distance in standard errors. Data sets are what varies: the error of a mean is that of the means of data sets,
   * of which the study has one a member, and we have one a draw.
   */
  readonly errors: number;
  readonly isWithin: boolean;
}

/**
 * @param published by data set, accuracies by seed
 * @param ours by the same data sets in the same order, accuracies by draw
 */
export function distanceOf(
  published: readonly (readonly number[])[],
  ours: readonly (readonly number[])[],
): Distance {
  const [theirs, own] = [published.flat(), ours.flat()];
  const [mean, spread] = [meanOf(theirs), deviationOf(theirs)];
  const distance = meanOf(own) - mean;
  // Members are of different difficulty, the same for both: what is left of each pair is chance.
  const gaps = published.map((scores, member) => meanOf(ours[member]!) - meanOf(scores));
  const error = deviationOf(gaps) / Math.sqrt(gaps.length);
  return {
    published: mean,
    spread,
    ours: mean + distance,
    oursSpread: deviationOf(own),
    distance,
    errors: error === 0 ? 0 : distance / error,
    isWithin: Math.abs(distance) <= spread,
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of a sample; 0 of a single value. */
function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, values.length - 1));
}
