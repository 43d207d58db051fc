/**
 * The standard error to ask an estimator for so that it repeats circuits just so often: services take the next whole
 * number of shots above `1 / precision^2`, which rounding must not push over a whole number.
 */
export function precisionOfShots(shots: number): number {
  return 1 / Math.sqrt(shots - ROUNDING);
}

/** Far above what rounding does to a count of shots, far below a shot. */
const ROUNDING = 1e-6;
