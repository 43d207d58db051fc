import { createSimplex, replaceEdge, shapeOf, slopeOf, turnToPole } from './simplex.ts';
import type { Trials } from './trials.ts';
import { dot, sumOf } from '../../differentiate/vectors.ts';

/** State of COBYLA: where the weights stand is the pole of its simplex, which has the lowest loss. */
export interface CobylaState {
  edges: Float64Array[];
  inverse: Float64Array[];
  /** Of the trust region. */
  radius: number;
  /** At the pole; null before anything was asked. */
  poleLoss: number | null;
  /** At the other vertices that were asked about. */
  readonly losses: number[];
  /** May the next step follow the linear model whatever the shape of the simplex? */
  trusts: boolean;
}

export interface CobylaLimits {
  /** Radius of the first trust region. */
  readonly radius: number;
  /** Radius at which it is done. */
  readonly tolerance: number;
}

/** Constants of Powell 1994, section 2: an acceptable simplex, and how it is mended. */
const LEAST_HEIGHT = 0.25;
const MOST_LENGTH = 2.1;
const MENDED_HEIGHT = 0.5;
const LONG_EDGE = 1.1;
/** A step that lowers the loss by this part of what the model said is a good one. */
const GOOD_SHARE = 0.1;
/** What stands for a loss that is no number. */
const BARRIER = 1e30;

export function createCobylaState(): CobylaState {
  return { radius: 0, poleLoss: null, losses: [], trusts: true, edges: [], inverse: [] };
}

/** What is asked about next: the point lies `edge` from the pole. */
interface Proposal {
  readonly edge: Float64Array;
  /** The vertex that it becomes whatever its loss is; null where it follows the model. */
  readonly vertex: number | null;
  /** How much lower the model says the loss is there. */
  readonly promise: number;
}

/**
 * One trial of COBYLA (Powell 1994) without constraints: a linear model through a simplex of `n + 1` points, minimised
 * in a ball around the best of them; where that helps no more, the simplex is mended, and then the ball shrinks.
 */
export function* cobylaTrial(
  state: CobylaState,
  start: Float64Array,
  limits: CobylaLimits,
): Trials {
  if (state.poleLoss === null) {
    Object.assign(state, createSimplex(start.length, limits.radius));
    state.radius = limits.radius;
    state.poleLoss = bounded((yield start).loss);
    return { point: start, isDone: false };
  }
  const before = state.poleLoss;
  const proposal = propose(state, limits);
  if (!proposal) return { point: start, isDone: true };
  const point = sumOf(start, proposal.edge);
  const loss = bounded((yield point).loss);
  const isDone = accept(state, proposal, loss, limits) || !propose(state, limits);
  return { point: loss < before ? point : start, isDone };
}

/** @returns undefined where nothing is left to try */
function propose(state: CobylaState, limits: CobylaLimits): Proposal | undefined {
  const { edges, losses } = state;
  // The simplex is built first, an edge along each axis from the best point so far.
  if (losses.length < edges.length) {
    return { edge: edges[losses.length]!, vertex: losses.length, promise: 0 };
  }
  for (;;) {
    const isMended = isAcceptable(state);
    const slope = slopeOf(
      state,
      losses.map((loss) => loss - state.poleLoss!),
    );
    if (!state.trusts && !isMended) return mend(state, slope);
    const steepness = Math.sqrt(dot(slope, slope));
    if (steepness > 0) {
      const edge = slope.map((value) => (-state.radius / steepness) * value);
      return { edge, vertex: null, promise: state.radius * steepness };
    }
    if (!settle(state, isMended, limits)) return undefined;
  }
}

/** A step that helps the shape of the simplex most, towards the lower side of the model. */
function mend(state: CobylaState, slope: Float64Array): Proposal {
  const { lengths, heights } = shapeOf(state);
  const longest = indexOf(lengths, (a, b) => a > b);
  const isLong = lengths[longest]! > MOST_LENGTH * state.radius;
  const vertex = isLong ? longest : indexOf(heights, (a, b) => a < b);
  const height = MENDED_HEIGHT * state.radius * heights[vertex]!;
  const edge = state.inverse[vertex]!.map((value) => height * value);
  const isUphill = dot(slope, edge) > 0;
  return { edge: isUphill ? edge.map((value) => -value) : edge, vertex, promise: 0 };
}

/** Takes a loss in. @returns whether nothing is left to try */
function accept(
  state: CobylaState,
  { edge, vertex, promise }: Proposal,
  loss: number,
  limits: CobylaLimits,
): boolean {
  const { edges, losses } = state;
  const gain = state.poleLoss! - loss;
  if (losses.length < edges.length) {
    takeIn(losses.length, losses.length + 1);
    return false;
  }
  const isMended = isAcceptable(state);
  const dropped = vertex ?? vertexToDrop(state, edge, gain > 0);
  if (dropped !== undefined) {
    replaceEdge(state, dropped, edge);
    takeIn(dropped, edges.length);
  }
  if (vertex !== null || (gain > 0 && gain >= GOOD_SHARE * promise)) {
    state.trusts = true;
    return false;
  }
  return !settle(state, isMended, limits);

  function takeIn(index: number, count: number): void {
    losses[index] = gain > 0 ? state.poleLoss! : loss;
    if (gain <= 0) return;
    state.poleLoss = loss;
    turnToPole(state, index, count);
  }
}

/**
 * The model is no better than this: the simplex has to be mended, or the ball gets smaller.
 * @returns false where it is as small as it may be
 */
function settle(state: CobylaState, isMended: boolean, { tolerance }: CobylaLimits): boolean {
  state.trusts = isMended;
  if (!isMended) return true;
  if (state.radius <= tolerance) return false;
  const half = state.radius / 2;
  state.radius = half <= 1.5 * tolerance ? tolerance : half;
  return true;
}

/** The vertex that a new point replaces, so that the simplex gets wide and not long; undefined for none. */
function vertexToDrop(
  state: CobylaState,
  edge: Float64Array,
  isLower: boolean,
): number | undefined {
  const { edges, inverse, radius } = state;
  const { lengths, heights } = shapeOf(state);
  const shares = inverse.map((row) => Math.abs(dot(row, edge)));
  const widest = indexOf(shares, (a, b) => a > b);
  let dropped = shares[widest]! > (isLower ? 0 : 1) ? widest : undefined;
  let longest = LONG_EDGE * radius;
  for (const [index, share] of shares.entries()) {
    const height = share * heights[index]!;
    if (height < LEAST_HEIGHT * radius && height < heights[index]!) continue;
    const across = sumOf(edge, edges[index]!, -1);
    const length = isLower ? Math.sqrt(dot(across, across)) : lengths[index]!;
    if (length <= longest) continue;
    longest = length;
    dropped = index;
  }
  return dropped;
}

function isAcceptable(state: CobylaState): boolean {
  const { lengths, heights } = shapeOf(state);
  return (
    heights.every((height) => height >= LEAST_HEIGHT * state.radius) &&
    lengths.every((length) => length <= MOST_LENGTH * state.radius)
  );
}

function indexOf(values: readonly number[], isBetter: (a: number, b: number) => boolean): number {
  return values.reduce((best, value, i) => (isBetter(value, values[best]!) ? i : best), 0);
}

/** A point without a loss is as bad as can be, and not what the others are measured by. */
function bounded(loss: number): number {
  return loss < BARRIER ? loss : BARRIER;
}
