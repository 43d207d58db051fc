import { dot, sumOf } from '../../differentiate/vectors.ts';
import type { Told } from './trials.ts';

/** A point on a line, at `distance` times its direction from where it begins. */
export interface LinePoint extends Told {
  readonly point: Float64Array;
  readonly distance: number;
  /** Of the loss along the line. */
  readonly slope: number;
}

/** Constants of the strong Wolfe conditions for quasi-Newton directions (Nocedal and Wright 2006, section 3.1). */
const SUFFICIENT_DECREASE = 1e-4;
const CURVATURE = 0.9;

const MOST_TRIALS = 25;
const LENGTHENED = 2;
/** A new distance keeps this part of the bracket away from its ends. */
const MARGIN = 0.1;
/** A bracket that promises less than this part of the loss is not worth another trial. */
const NEGLIGIBLE = 1e-13;

/**
 * A point of a descending line that meets the strong Wolfe conditions (Nocedal and Wright 2006, algorithms 3.5 and
 * 3.6): much lower than the beginning, and with a slope that is nearly level.
 * @param first distance that is tried first
 * @returns undefined where no trial lowered the loss
 */
export function* searchLine(
  begin: LinePoint,
  direction: Float64Array,
  first: number,
): Generator<Float64Array, LinePoint | undefined, Told> {
  let trials = 0;
  let before = begin;
  let distance = first;
  while (trials < MOST_TRIALS) {
    const here = yield* lookAt(distance);
    if (!isLowEnough(here) || (trials > 1 && here.loss >= before.loss)) {
      return yield* zoom(before, here);
    }
    if (isLevelEnough(here)) return here;
    if (here.slope >= 0) return yield* zoom(here, before);
    before = here;
    distance *= LENGTHENED;
  }
  return lowered(before);

  /** Between a point that is low enough and one that bounds the search (algorithm 3.6). */
  function* zoom(
    lowest: LinePoint,
    bound: LinePoint,
  ): Generator<Float64Array, LinePoint | undefined, Told> {
    let [low, high] = [lowest, bound];
    while (trials < MOST_TRIALS) {
      const promise = Math.abs(low.slope * (high.distance - low.distance));
      if (promise <= NEGLIGIBLE * (1 + Math.abs(low.loss))) break;
      const here = yield* lookAt(between(low, high));
      if (!isLowEnough(here) || here.loss >= low.loss) {
        high = here;
        continue;
      }
      if (isLevelEnough(here)) return here;
      if (here.slope * (high.distance - low.distance) >= 0) high = low;
      low = here;
    }
    return lowered(low);
  }

  function* lookAt(at: number): Generator<Float64Array, LinePoint, Told> {
    trials += 1;
    const point = sumOf(begin.point, direction, at);
    const { loss, gradient } = yield point;
    const isNumber = Number.isFinite(loss);
    const slope = isNumber ? dot(gradient, direction) : 0;
    return { point, distance: at, loss: isNumber ? loss : Infinity, gradient, slope };
  }

  function isLowEnough({ loss, distance: at }: LinePoint): boolean {
    return loss <= begin.loss + SUFFICIENT_DECREASE * at * begin.slope;
  }

  function isLevelEnough({ slope }: LinePoint): boolean {
    return Math.abs(slope) <= -CURVATURE * begin.slope;
  }

  function lowered(point: LinePoint): LinePoint | undefined {
    return point.loss < begin.loss ? point : undefined;
  }
}

/** Where the cubic through both losses and slopes is lowest, or half-way (Nocedal and Wright 2006, equation 3.59). */
function between(low: LinePoint, high: LinePoint): number {
  const width = high.distance - low.distance;
  const middle = low.distance + width / 2;
  const first = low.slope + high.slope - (3 * (low.loss - high.loss)) / -width;
  const square = first * first - low.slope * high.slope;
  if (!(square >= 0)) return middle;
  const second = Math.sign(width) * Math.sqrt(square);
  const share = 1 - (high.slope + second - first) / (high.slope - low.slope + 2 * second);
  return share > MARGIN && share < 1 - MARGIN ? low.distance + share * width : middle;
}
