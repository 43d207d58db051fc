import { dot, sumOf } from './vectors.ts';

/** Length of the move between the two gradients, in all numbers together. */
const MOVE = 1e-4;

/**
 * Hessian-vector product `H v` by the central difference of two gradients along `v`, whose error is of the order of
 * the move squared (Pearlmutter 1994 calls it the perturbation method): twice a gradient, whatever the circuit.
 * @param gradientAt exact gradients, in float64
 */
export function hessianVector(
  gradientAt: (point: Float64Array) => Float64Array,
  point: Float64Array,
  vector: Float64Array,
): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  if (length === 0) return new Float64Array(point.length);
  const step = MOVE / length;
  const ahead = gradientAt(sumOf(point, vector, step));
  const behind = gradientAt(sumOf(point, vector, -step));
  return ahead.map((value, i) => (value - behind[i]!) / (2 * step));
}
