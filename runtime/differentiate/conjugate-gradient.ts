import { dot, sumOf } from './vectors.ts';

export interface ConjugateGradientLimits {
  /** Most products with the matrix. */
  readonly products: number;
  /** It is done where the residual is at most this part of the right side. */
  readonly tolerance: number;
}

/**
 * Solves `A x = b` with a symmetric positive definite `A` that is known by its products (Hestenes and Stiefel 1952).
 * Every iterate is a descent direction for `b` a gradient, also where the limit of products ends it.
 */
export function conjugateGradient(
  times: (vector: Float64Array) => Float64Array,
  b: Float64Array,
  { products, tolerance }: ConjugateGradientLimits,
): Float64Array {
  let x: Float64Array = new Float64Array(b.length);
  let residual: Float64Array = b.slice();
  let direction = residual;
  let norm = dot(residual, residual);
  const enough = tolerance ** 2 * norm;
  for (let k = 0; k < products && norm > enough; k++) {
    const image = times(direction);
    const curvature = dot(direction, image);
    if (!(curvature > 0)) break; // Rounding, where the matrix is all but singular.
    const length = norm / curvature;
    x = sumOf(x, direction, length);
    residual = sumOf(residual, image, -length);
    const next = dot(residual, residual);
    direction = sumOf(residual, direction, next / norm);
    norm = next;
  }
  return x;
}
