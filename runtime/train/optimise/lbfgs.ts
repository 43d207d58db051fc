import type { Trials } from './trials.ts';
import { dot, largest, sumOf } from '../../differentiate/vectors.ts';
import { searchLine } from './wolfe.ts';
import type { LinePoint } from './wolfe.ts';

/** State of L-BFGS: what its last steps tell of the curvature, oldest first. */
export interface LbfgsState {
  readonly pairs: CurvaturePair[];
}

export interface CurvaturePair {
  /** How far a step went. */
  readonly move: Float64Array;
  /** How much the gradient changed on the way. */
  readonly change: Float64Array;
}

/** It is done where no entry of the gradient is larger (as SciPy's `gtol`). */
const LEVEL = 1e-5;
/** A pair with less curvature than this part of `change^2` is not remembered. */
const LEAST_CURVATURE = 1e-10;

export function createLbfgsState(): LbfgsState {
  return { pairs: [] };
}

/**
 * One step of the limited-memory BFGS method (Nocedal and Wright 2006, algorithm 7.5): a line search along the
 * quasi-Newton direction. A direction that does not descend, or lowers nothing, gives way to that of the gradient.
 * @param memory how many steps are remembered
 */
export function* lbfgsStep({ pairs }: LbfgsState, start: Float64Array, memory: number): Trials {
  const told = yield start;
  if (largest(told.gradient) <= LEVEL) return { point: start, isDone: true };
  let found = pairs.length > 0 ? yield* searchAlong(quasiNewton(pairs, told.gradient)) : undefined;
  if (!found) {
    pairs.length = 0;
    found = yield* searchAlong(told.gradient.map((slope) => -slope));
  }
  if (!found) return { point: start, isDone: true };
  remember(pairs, memory, {
    move: sumOf(found.point, start, -1),
    change: sumOf(found.gradient, told.gradient, -1),
  });
  return { point: found.point, isDone: false };

  function* searchAlong(
    direction: Float64Array,
  ): Generator<Float64Array, LinePoint | undefined, typeof told> {
    const slope = dot(told.gradient, direction);
    if (!(slope < 0)) return undefined;
    // Without a metric the length of the gradient says nothing; the first step is one unit long at most.
    const first = pairs.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(-slope));
    return yield* searchLine({ ...told, point: start, distance: 0, slope }, direction, first);
  }
}

/** Minus the inverse Hessian that the pairs tell of, times the gradient (algorithm 7.4, the two-loop recursion). */
export function quasiNewton(pairs: readonly CurvaturePair[], gradient: Float64Array): Float64Array {
  let direction = gradient;
  const shares: number[] = [];
  for (const { move, change } of pairs.toReversed()) {
    const share = dot(move, direction) / dot(change, move);
    shares.push(share);
    direction = sumOf(direction, change, -share);
  }
  const { move, change } = pairs.at(-1)!;
  const scale = dot(move, change) / dot(change, change);
  direction = direction.map((value) => scale * value);
  for (const pair of pairs) {
    const correction = dot(pair.change, direction) / dot(pair.change, pair.move);
    direction = sumOf(direction, pair.move, shares.pop()! - correction);
  }
  return direction.map((value) => -value);
}

function remember(pairs: CurvaturePair[], memory: number, pair: CurvaturePair): void {
  const curvature = dot(pair.move, pair.change);
  if (!(curvature > LEAST_CURVATURE * dot(pair.change, pair.change))) return;
  pairs.push(pair);
  while (pairs.length > memory) pairs.shift();
}
