import type { RandomStream } from '../../data/random.ts';

/** State of SPSA: its gains fall with the number of steps. */
export interface SpsaState {
  steps: number;
}

export interface SpsaGains {
  /** Gain of the first step, schedule included. */
  readonly rate: number;
  /** How far from the weights the first two losses are looked at. */
  readonly perturbation: number;
  /** Steps of the whole training: a tenth of them steadies the first ones. */
  readonly expected: number;
}

/** Falls of the gains that work best in practice (Spall 1998, section III.B). */
const RATE_FALL = 0.602;
const PERTURBATION_FALL = 0.101;
const STEADY_SHARE = 0.1;

/** A step whose two losses may be looked at at once. */
export interface SpsaStep {
  /** Above and below the weights. */
  readonly points: readonly [above: Float64Array, below: Float64Array];
  /** Where the weights go. @param losses at the points */
  readonly move: (losses: readonly number[]) => Float64Array;
}

export function createSpsaState(): SpsaState {
  return { steps: 0 };
}

/**
 * One step of simultaneous perturbation (Spall 1992): the slope between two points on both sides of the weights, along
 * a random direction of entries 1 and -1, times that direction. The gains are `a (A + 1)^0.602 / (A + k)^0.602` and
 * `c / k^0.101` at step k, counted from 1, with `A` a tenth of all steps (Spall 1998).
 */
export function spsaStep(
  state: SpsaState,
  point: Float64Array,
  { rate, perturbation, expected }: SpsaGains,
  directions: RandomStream,
): SpsaStep {
  state.steps += 1;
  const steady = STEADY_SHARE * expected;
  const gain = rate * ((steady + 1) / (steady + state.steps)) ** RATE_FALL;
  const spread = perturbation / state.steps ** PERTURBATION_FALL;
  const direction = point.map(() => (directions.uniform() < 0.5 ? -1 : 1));
  const along = (distance: number): Float64Array =>
    point.map((value, i) => value + distance * direction[i]!);
  return {
    points: [along(spread), along(-spread)],
    move: ([above = NaN, below = NaN]) => along((-gain * (above - below)) / (2 * spread)),
  };
}
