type Numbers = ArrayLike<number>;

/** Mean absolute error. */
export function meanAbsoluteError(guess: Numbers, truth: Numbers): number {
  return average(truth.length, (i) => Math.abs(guess[i]! - truth[i]!));
}

/** Root of the mean squared error. */
export function rootMeanSquaredError(guess: Numbers, truth: Numbers): number {
  return Math.sqrt(average(truth.length, (i) => (guess[i]! - truth[i]!) ** 2));
}

/** `1 - residual / total` sum of squares; zero for a truth that never changes. */
export function determination(guess: Numbers, truth: Numbers): number {
  const mean = average(truth.length, (i) => truth[i]!);
  const total = average(truth.length, (i) => (truth[i]! - mean) ** 2);
  if (total === 0) return 0;
  return 1 - average(truth.length, (i) => (guess[i]! - truth[i]!) ** 2) / total;
}

/** Pearson's correlation coefficient; zero where one side never changes. */
export function correlation(guess: Numbers, truth: Numbers): number {
  const { covariance, guessVariance, truthVariance } = moments(guess, truth);
  const product = guessVariance * truthVariance;
  return product === 0 ? 0 : covariance / Math.sqrt(product);
}

/** `2 cov / (var + var + (mean - mean)^2)` (Lin 1989); zero where both sides are constant and equal. */
export function concordance(guess: Numbers, truth: Numbers): number {
  const { covariance, guessVariance, truthVariance, shift } = moments(guess, truth);
  const spread = guessVariance + truthVariance + shift ** 2;
  return spread === 0 ? 0 : (2 * covariance) / spread;
}

export function average(length: number, value: (index: number) => number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += value(i);
  return sum / length;
}

function moments(guess: Numbers, truth: Numbers) {
  const { length } = truth;
  const guessMean = average(length, (i) => guess[i]!);
  const truthMean = average(length, (i) => truth[i]!);
  return {
    covariance: average(length, (i) => (guess[i]! - guessMean) * (truth[i]! - truthMean)),
    guessVariance: average(length, (i) => (guess[i]! - guessMean) ** 2),
    truthVariance: average(length, (i) => (truth[i]! - truthMean) ** 2),
    shift: guessMean - truthMean,
  };
}
