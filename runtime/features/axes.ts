import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { gramMatrix } from './gram.ts';
import { leadingEigenvectors } from './lanczos.ts';
import type { Eigenvectors } from './lanczos.ts';
import { collectRows } from './rows.ts';
import type { RowMatrix } from './rows.ts';
import type { FitRows } from './fit-rows.ts';

/** Up to this many rows or entries, whichever are fewer, all eigenvectors are computed at once. */
const SMALL = 96;
/** Directions with less than this part of the largest variance are rounding noise. */
const NEGLIGIBLE = 1e-13;

/**
 * The directions of largest variance of some rows (or, uncentred, of largest second moment): unit rows
 * `[width, size]` by falling variance, zeros beyond the rank. The sign is fixed by the entry of largest magnitude,
 * which is positive.
 *
 * Few rows or entries: all eigenvectors of the covariance or of the Gram matrix, whichever is smaller. Otherwise:
 * Lanczos iteration on the covariance, which is never formed, up to a relative residual of 1e-10.
 */
export function principalAxes(
  rows: FitRows,
  width: number,
  origin: 'centred' | 'as they are',
): Float64Array {
  const matrix = collectRows(rows, origin);
  const wanted = Math.min(width, matrix.count, matrix.size);
  const small = Math.min(matrix.count, matrix.size) <= SMALL;
  const { values, vectors } = small ? allAxes(matrix) : leadingEigenvectors(matrix, wanted);
  const axes = new Float64Array(width * matrix.size);
  for (let index = 0; index < wanted; index += 1) {
    if (!(values[index]! > NEGLIGIBLE * values[0]!)) break;
    axes.set(withPositivePeak(vectors[index]!), index * matrix.size);
  }
  return axes;
}

/** All axes by falling variance, from the smaller of covariance and Gram matrix. */
function allAxes(matrix: RowMatrix): Eigenvectors {
  const { count, size } = matrix;
  const side = count < size ? 'rows' : 'entries';
  const order = Math.min(count, size);
  const decomposition = new EigenvalueDecomposition(
    Matrix.from1DArray(order, order, gramMatrix(matrix, side)),
    { assumeSymmetric: true },
  );
  const columns = decomposition.eigenvectorMatrix;
  const falling = Array.from({ length: order }, (_, index) => order - 1 - index);
  const vectors = falling.map((index) => Float64Array.from(columns.getColumn(index)));
  return {
    values: falling.map((index) => decomposition.realEigenvalues[index]!),
    vectors:
      side === 'entries' ? vectors : vectors.map((vector) => normalised(matrix.pullBack(vector))),
  };
}

function normalised(vector: Float64Array): Float64Array {
  const norm = Math.hypot(...vector);
  return norm === 0 ? vector : vector.map((entry) => entry / norm);
}

function withPositivePeak(vector: Float64Array): Float64Array {
  const peak = vector.reduce((most, entry) => (Math.abs(entry) > Math.abs(most) ? entry : most), 0);
  return peak < 0 ? vector.map((entry) => -entry) : vector;
}
