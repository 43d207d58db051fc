import { gramMatrix } from './gram.ts';
import { leadingEigenvectors } from './lanczos.ts';
import type { Eigenvectors } from './lanczos.ts';
import { collectRows } from './rows.ts';
import type { RowMatrix } from './rows.ts';
import type { FitRows } from './fit-rows.ts';
import { SMALL, allEigenvectors, withPositivePeak } from './symmetric.ts';

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
  const { values, vectors } = small ? allAxes(matrix) : leadingAxes(matrix, wanted);
  const axes = new Float64Array(width * matrix.size);
  for (let index = 0; index < wanted; index += 1) {
    if (!(values[index]! > NEGLIGIBLE * values[0]!)) break;
    axes.set(withPositivePeak(vectors[index]!), index * matrix.size);
  }
  return axes;
}

/** All axes by falling variance, from the smaller of covariance and Gram matrix. */
function allAxes(matrix: RowMatrix): Eigenvectors {
  const side = matrix.count < matrix.size ? 'rows' : 'entries';
  const order = Math.min(matrix.count, matrix.size);
  const { values, vectors } = allEigenvectors(gramMatrix(matrix, side), order);
  if (side === 'entries') return { values, vectors };
  return { values, vectors: vectors.map((vector) => normalised(matrix.pullBack(vector))) };
}

function leadingAxes(matrix: RowMatrix, wanted: number): Eigenvectors {
  const times = (vector: Float64Array): Float64Array => matrix.covariance(vector);
  return leadingEigenvectors({ size: matrix.size, times }, wanted);
}

function normalised(vector: Float64Array): Float64Array {
  const norm = Math.hypot(...vector);
  return norm === 0 ? vector : vector.map((entry) => entry / norm);
}
