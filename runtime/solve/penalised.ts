import { CholeskyDecomposition, Matrix } from 'ml-matrix';

export interface PenalisedSolution {
  /** `[order][columns of the right side]` */
  readonly solution: Matrix;
  /** As it was used. */
  readonly penalty: number;
}

/** Of the mean of the diagonal: the penalty to begin with where none was asked for and one is needed. */
const LEAST = 1e-10;

/**
 * Solves `(matrix + penalty I) solution = right` for a symmetric matrix, row-major `[order, order]`, by Cholesky's
 * decomposition.
 *
 * Where the sum is not positive definite, the penalty is doubled until it is: a matrix of numbers from shots is off by
 * its noise, and a negative eigenvalue beyond the penalty says that the noise is larger than what was asked to be
 * smoothed away. Displacing the spectrum is how Hubregtsen et al. (2022, "Training quantum embedding kernels on
 * near-term quantum computers") mend it too.
 *
 * @param matrix Finite.
 * @param penalty Not negative.
 */
export function solvePenalised(
  matrix: Float64Array,
  order: number,
  right: Matrix,
  penalty: number,
): PenalisedSolution {
  const shifted = symmetric(matrix, order);
  const diagonal = shifted.diagonal();
  const least =
    (LEAST * diagonal.reduce((sum, entry) => sum + Math.abs(entry), 0)) / order || LEAST;
  for (let used = penalty; Number.isFinite(used); used = Math.max(2 * used, least)) {
    for (const [index, entry] of diagonal.entries()) shifted.set(index, index, entry + used);
    const decomposition = new CholeskyDecomposition(shifted);
    if (decomposition.isPositiveDefinite())
      return { solution: decomposition.solve(right), penalty: used };
  }
  throw new RangeError('A matrix to solve with has an entry that is not finite.');
}

/** Rounding may have left the two halves apart by a digit, which the decomposition would refuse. */
function symmetric(matrix: Float64Array, order: number): Matrix {
  const result = Matrix.zeros(order, order);
  for (let row = 0; row < order; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      const value = (matrix[row * order + column]! + matrix[column * order + row]!) / 2;
      result.set(row, column, value);
      result.set(column, row, value);
    }
  }
  return result;
}
