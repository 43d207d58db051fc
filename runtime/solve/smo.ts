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
 * pair (Fan, Chen and Lin 2005, WSS 2). In weights that carry the sign `y` of their class it minimises
 * `1/2 wᵀ K w - yᵀ w` with `sum w = 0`, between 0 and `c` for the first class and between `-c` and 0 for the second.
 *
 * With a kernel that is not positive the curvature along a pair can be zero or negative; it then counts as 1e-12, so
 * that the step goes to the border of the box. Each step still lowers the objective, and the end is a stationary point
 * (Lin and Lin 2003). It ends after a million steps at the latest, with what it then has.
 *
 * @param members Positions in the kernel.
 * @param signs By member: 1 for the first class, -1 for the second; both occur.
 */
export function trainTwoClasses(
  kernel: Kernel,
  members: readonly number[],
  signs: readonly (1 | -1)[],
  c: number,
): TwoClassMachine {
  const upper = Float64Array.from(signs, (sign) => (sign > 0 ? c : 0));
  const lower = Float64Array.from(signs, (sign) => (sign > 0 ? 0 : -c));
  return minimiseInBox(rowsAmong(kernel, members), Float64Array.from(signs), lower, upper);
}

/**
 * Minimises `1/2 wᵀ K w - aᵀ w` with `sum w = 0` and each weight between its two borders, zero among them.
 *
 * @param rows The kernel; a member may stand for the same sample as another one.
 * @param asked `a`; overwritten.
 */
export function minimiseInBox(
  rows: readonly Float64Array[],
  asked: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): TwoClassMachine {
  /** `asked` is `a - K w` throughout: the offset that each member asks for. */
  const weights = new Float64Array(asked.length);
  const diagonal = Float64Array.from(rows, (row, index) => row[index]!);

  for (let steps = 0; steps < STEPS; steps += 1) {
    const i = highest(asked, weights, upper);
    const j = i < 0 ? -1 : bestPartner(i, asked, weights, lower, rows[i]!, diagonal);
    if (j < 0) break;
    const curvature = diagonal[i]! + diagonal[j]! - 2 * rows[i]![j]!;
    const wanted = (asked[i]! - asked[j]!) / Math.max(curvature, LEAST_CURVATURE);
    const [roomAbove, roomBelow] = [upper[i]! - weights[i]!, weights[j]! - lower[j]!];
    const step = Math.min(wanted, roomAbove, roomBelow);
    // A border is reached exactly, or rounding would leave it for ever within reach.
    weights[i] = step === roomAbove ? upper[i]! : weights[i]! + step;
    weights[j] = step === roomBelow ? lower[j]! : weights[j]! - step;
    moveAlong(asked, rows[i]!, rows[j]!, step);
  }
  return { weights, offset: offsetOf(weights, asked, lower, upper) };
}

/** The kernel among the members, in their order. */
export function rowsAmong({ count, values }: Kernel, members: readonly number[]): Float64Array[] {
  return members.map((row) => {
    const among = new Float64Array(members.length);
    for (let t = 0; t < members.length; t += 1) among[t] = values[row * count + members[t]!]!;
    return among;
  });
}

/** Of the members whose weight may rise, the one that asks for the highest offset; -1 where there is none. */
function highest(asked: Float64Array, weights: Float64Array, upper: Float64Array): number {
  let best = -1;
  let most = -Infinity;
  for (let t = 0; t < asked.length; t += 1) {
    if (asked[t]! > most && weights[t]! < upper[t]!) {
      most = asked[t]!;
      best = t;
    }
  }
  return best;
}

/** Of the members whose weight may fall, the one with which a step promises most; -1 at the optimum. */
function bestPartner(
  i: number,
  asked: Float64Array,
  weights: Float64Array,
  lower: Float64Array,
  row: Float64Array,
  diagonal: Float64Array,
): number {
  const most = asked[i]!;
  const own = diagonal[i]!;
  let best = -1;
  let widest = 0;
  let promised = 0;
  for (let t = 0; t < asked.length; t += 1) {
    const gap = most - asked[t]!;
    if (!(gap > 0 && weights[t]! > lower[t]!)) continue;
    if (gap > widest) widest = gap;
    const curvature = own + diagonal[t]! - 2 * row[t]!;
    const gain = (gap * gap) / (curvature > 0 ? curvature : LEAST_CURVATURE);
    if (gain > promised) {
      promised = gain;
      best = t;
    }
  }
  return widest < TOLERANCE ? -1 : best;
}

function moveAlong(asked: Float64Array, up: Float64Array, down: Float64Array, step: number): void {
  for (let t = 0; t < asked.length; t += 1) asked[t]! -= step * (up[t]! - down[t]!);
}

/** The mean over the weights inside the box, which all ask for the same; else the middle of what is allowed. */
function offsetOf(
  weights: Float64Array,
  asked: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): number {
  let [least, most] = [-Infinity, Infinity];
  let [inside, sum] = [0, 0];
  for (const [t, weight] of weights.entries()) {
    if (weight === upper[t]) most = Math.min(most, asked[t]!);
    else if (weight === lower[t]) least = Math.max(least, asked[t]!);
    else {
      inside += 1;
      sum += asked[t]!;
    }
  }
  return inside > 0 ? sum / inside : (least + most) / 2;
}
