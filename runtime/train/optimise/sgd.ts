/** State of gradient descent with momentum: gradients of the past, each worth `momentum` of the one after it. */
export interface SgdState {
  readonly velocity: Float64Array;
}

export function createSgdState(length: number): SgdState {
  return { velocity: new Float64Array(length) };
}

/** One update of `values` in place: `v = momentum * v + gradient`, then `values -= rate * v` (Polyak 1964). */
export function sgdStep(
  { velocity }: SgdState,
  values: Float64Array,
  gradients: Float64Array,
  rate: number,
  momentum: number,
): void {
  for (let i = 0; i < values.length; i++) {
    velocity[i] = momentum * velocity[i]! + gradients[i]!;
    values[i]! -= rate * velocity[i]!;
  }
}
