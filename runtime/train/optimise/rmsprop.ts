/** State of RMSProp: the running average of the gradient's square. */
export interface RmspropState {
  readonly squares: Float64Array;
}

const EPSILON = 1e-8;

export function createRmspropState(length: number): RmspropState {
  return { squares: new Float64Array(length) };
}

/** One update of `values` in place (Tieleman and Hinton 2012, lecture 6.5). */
export function rmspropStep(
  { squares }: RmspropState,
  values: Float64Array,
  gradients: Float64Array,
  rate: number,
  smoothing: number,
): void {
  for (let i = 0; i < values.length; i++) {
    const gradient = gradients[i]!;
    squares[i] = smoothing * squares[i]! + (1 - smoothing) * gradient * gradient;
    values[i]! -= (rate * gradient) / (Math.sqrt(squares[i]!) + EPSILON);
  }
}
