import { Matrix } from 'ml-matrix';
import { gramMatrix } from '../features/gram.ts';
import { collectRows } from '../features/rows.ts';
import type { RowMatrix } from '../features/rows.ts';
import { columnMeans } from './column-means.ts';
import { requireFinite } from './matrices.ts';
import type { Features, Targets } from './matrices.ts';
import { solvePenalised } from './penalised.ts';
import type { PenalisedSolution } from './penalised.ts';
import type { Fitted } from './schema.ts';

/**
 * Ridge regression (Hoerl and Kennard 1970): least squares plus `penalty` times the sum of squared weights; the
 * intercept is not penalised, as in scikit-learn's `Ridge`. It is solved over features or over samples, whichever are
 * fewer.
 *
 * @param truth `[count, outputs]`.
 * @param options `penalty` at least zero, 1 where it is left out; it is raised above zero where the features depend
 *   on one another and there would be no single answer.
 */
export function fitRidge(
  features: Features,
  truth: Targets,
  { penalty: asked = 1 }: { readonly penalty?: number } = {},
): Fitted<'ridge'> {
  requireFinite(features);
  requireFinite(truth);
  const { count, size, values } = features;
  const centred = collectRows(
    { count, size, row: (index) => values.subarray(index * size, (index + 1) * size) },
    'centred',
  );
  const centre = columnMeans(features);
  const mean = columnMeans(truth);
  const residuals = Matrix.from1DArray(count, truth.size, truth.values).subRowVector(mean);
  const solve = size <= count ? overFeatures : overSamples;
  const { solution, penalty } = solve(centred, residuals, asked / count);
  const weights = solution.transpose().to2DArray();
  const offsets = weights.map(
    (row, output) =>
      mean[output]! - row.reduce((sum, weight, entry) => sum + weight * centre[entry]!, 0),
  );
  return { kind: 'ridge', weights, offsets, penalty: penalty * count };
}

/** `(XᵀX / n + penalty)^-1 Xᵀ y / n` */
function overFeatures(centred: RowMatrix, residuals: Matrix, penalty: number): PenalisedSolution {
  const right = pulledBack(centred, residuals).div(centred.count);
  return solvePenalised(gramMatrix(centred, 'entries'), centred.size, right, penalty);
}

/** `Xᵀ (X Xᵀ / n + penalty)^-1 y / n` */
function overSamples(centred: RowMatrix, residuals: Matrix, penalty: number): PenalisedSolution {
  const right = Matrix.div(residuals, centred.count);
  const dual = solvePenalised(gramMatrix(centred, 'rows'), centred.count, right, penalty);
  return { solution: pulledBack(centred, dual.solution), penalty: dual.penalty };
}

/** `Xᵀ` times each column. */
function pulledBack(centred: RowMatrix, columns: Matrix): Matrix {
  const result = Matrix.zeros(centred.size, columns.columns);
  for (let column = 0; column < columns.columns; column += 1)
    result.setColumn(column, centred.pullBack(columns.getColumn(column)));
  return result;
}
