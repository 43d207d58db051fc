import type { LeafOrder } from '../run/leaves.ts';
import type { Estimator } from '../simulator.ts';
import type { Point } from './rows.ts';
import type { Shiftable } from './shiftable.ts';

/** What a gradient by differences is made of. */
export interface GradientRequest extends Shiftable {
  readonly isNoisy: boolean;
  /** Of the circuit's own leaves. */
  readonly order: LeafOrder;
  /** Makes the shiftable circuit ready, additional leaves included. */
  readonly estimate: () => Estimator;
}

/** Writes the gradient of `sum(outputGradient * outputs)` at a point, as `Simulator.backward` does. */
export type Gradient = (
  point: Point,
  outputGradient: Float64Array,
  batch: number,
  sharedGradient: Float64Array,
  sampledGradient: Float64Array,
) => void;

/** @returns the same function, which makes what it needs when it is first called */
export function whenAsked(make: () => Gradient): Gradient {
  let made: Gradient | undefined;
  return (...asked) => {
    made ??= make();
    made(...asked);
  };
}
