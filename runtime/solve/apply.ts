import { affine } from './affine.ts';
import { groupByKmeans } from './kmeans.ts';
import type { FittedSolver } from './schema.ts';
import { groupBySpectrum } from './spectral.ts';
import { classScores } from './svm.ts';

/**
 * What a fitted solver says of a sample.
 *
 * @param row Of a kernel solver (`svm`, `kernel_ridge`, `spectral`, `kernel_pca`): the likeness of the sample to each
 *   landmark, in their order. Of the others: the features of the sample.
 * @returns `svm`: a score for each class, the largest is the guess. `logistic`: a logit for each class. `ridge`,
 *   `kernel_ridge`: the outputs. `spectral`, `kmeans`: the index of the group, one number. `kernel_pca`: the
 *   coordinates `[width]`.
 */
export function applySolver(fitted: FittedSolver, row: ArrayLike<number>): Float64Array {
  switch (fitted.kind) {
    case 'svm':
      return classScores(fitted, row);
    case 'ridge':
    case 'logistic':
    case 'kernel_pca':
      return affine(fitted.weights, row, fitted.offsets);
    case 'kernel_ridge':
      return affine(fitted.weights, row);
    case 'spectral':
      return Float64Array.of(groupBySpectrum(fitted, row));
    case 'kmeans':
      return Float64Array.of(groupByKmeans(fitted, row));
  }
}
