import type { Kernel } from './matrices.ts';

/** A machine that tells two classes apart: `sum_j weights_j k(x, j) + offset`, positive for the first. */
export interface TwoClassMachine {
  /** By member, zero for all but the support vectors, negative for those of the second class. */
  readonly weights: Float64Array;
  readonly offset: number;
}

/** By how much the optimality conditions may be violated. */
const TOLERANCE = 1e-6;
/** In place of a curvature that is not positive, as in libsvm. */
const LEAST_CURVATURE = 1e-12;
const STEPS = 1_000_000;

/**
 * Trains a support vector machine on two classes by sequential minimal optimisation with second-order choice of the
 * pair (Fan, Chen and Lin 2005, WSS 2): minimises `1/2 aᵀ Q a - sum a` for `0 <= a <= c`, `yᵀ a = 0`, where
 * `Q_ij = y_i y_j K_ij`.
 *
 * With a kernel that is not positive the curvature along a pair can be zero or negative; it then counts as 1e-12, so
 * that the step goes to the border of the box. Each step still lowers the objective, and the end is a stationary point
 * (Lin and Lin 2003). It ends after a million steps at the latest, with what it then has.
 *
 * @param members Positions in the kernel.
 * @param signs By member: 1 for the first class, -1 for the second; both occur.
 */
export function trainTwoClasses(
  { count, values }: Kernel,
  members: readonly number[],
  signs: readonly (1 | -1)[],
  c: number,
): TwoClassMachine {
  const size = members.length;
  const multipliers = new Float64Array(size);
  const slope = new Float64Array(size).fill(-1);
  const diagonal = Float64Array.from(members, (member) => values[member * (count + 1)]!);
  const mayRise = (t: number): boolean => multipliers[t]! < c;
  const mayFall = (t: number): boolean => multipliers[t]! > 0;
  // Along its sign, a member may go up; against it, down.
  const isUp = (t: number): boolean => (signs[t]! > 0 ? mayRise(t) : mayFall(t));
  const isLow = (t: number): boolean => (signs[t]! > 0 ? mayFall(t) : mayRise(t));
  const curvature = (i: number, j: number): number => {
    const found = diagonal[i]! + diagonal[j]! - 2 * values[members[i]! * count + members[j]!]!;
    return found > 0 ? found : LEAST_CURVATURE;
  };

  const steepest = (): number => {
    let best = -1;
    let most = -Infinity;
    for (let t = 0; t < size; t += 1) {
      const rise = -signs[t]! * slope[t]!;
      if (rise > most && isUp(t)) [most, best] = [rise, t];
    }
    return best;
  };
  /** The partner that promises most; -1 where the conditions hold. */
  const partnerOf = (i: number): number => {
    const most = -signs[i]! * slope[i]!;
    let best = -1;
    let widest = -Infinity;
    let promised = 0;
    for (let t = 0; t < size; t += 1) {
      if (!isLow(t)) continue;
      const gap = most + signs[t]! * slope[t]!;
      if (gap > widest) widest = gap;
      if (gap <= 0) continue;
      const gain = gap ** 2 / curvature(i, t);
      if (gain > promised) [promised, best] = [gain, t];
    }
    return widest < TOLERANCE ? -1 : best;
  };
  /** Moves `i` along its sign and `j` against its own, as far as the box allows. */
  const move = (i: number, j: number): void => {
    const gap = -signs[i]! * slope[i]! + signs[j]! * slope[j]!;
    const room = (t: number, direction: number): number =>
      direction > 0 ? c - multipliers[t]! : multipliers[t]!;
    const [roomOfI, roomOfJ] = [room(i, signs[i]!), room(j, -signs[j]!)];
    const step = Math.min(gap / curvature(i, j), roomOfI, roomOfJ);
    // A border is reached exactly, or rounding would leave it for ever within reach.
    const moved = (t: number, direction: number, isAtBorder: boolean): number =>
      isAtBorder ? (direction > 0 ? c : 0) : multipliers[t]! + direction * step;
    multipliers[i] = moved(i, signs[i]!, step === roomOfI);
    multipliers[j] = moved(j, -signs[j]!, step === roomOfJ);
    const [rowOfI, rowOfJ] = [members[i]! * count, members[j]! * count];
    for (let t = 0; t < size; t += 1) {
      const member = members[t]!;
      slope[t]! += signs[t]! * step * (values[rowOfI + member]! - values[rowOfJ + member]!);
    }
  };

  for (let steps = 0; steps < STEPS; steps += 1) {
    const i = steepest();
    const j = i < 0 ? -1 : partnerOf(i);
    if (j < 0) break;
    move(i, j);
  }
  return {
    weights: multipliers.map((multiplier, t) => signs[t]! * multiplier),
    offset: offsetOf(multipliers, slope, signs, c),
  };
}

/** The mean over the support vectors inside the box, which all ask for the same; else the middle of what is allowed. */
function offsetOf(
  multipliers: Float64Array,
  slope: Float64Array,
  signs: readonly (1 | -1)[],
  c: number,
): number {
  let [lowest, highest] = [-Infinity, Infinity];
  let [inside, sum] = [0, 0];
  for (const [t, multiplier] of multipliers.entries()) {
    const asked = -signs[t]! * slope[t]!;
    if (multiplier > 0 && multiplier < c) {
      inside += 1;
      sum += asked;
    } else if (multiplier > 0 === signs[t]! > 0) highest = Math.min(highest, asked);
    else lowest = Math.max(lowest, asked);
  }
  return inside > 0 ? sum / inside : (lowest + highest) / 2;
}
