import { Matrix } from 'ml-matrix';
import { everySample, requireFinite } from './matrices.ts';
import type { Kernel, Targets } from './matrices.ts';
import { solvePenalised } from './penalised.ts';
import type { Fitted } from './schema.ts';

/**
 * Kernel ridge regression (Saunders, Gammerman and Vovk 1998): weights `(K + penalty I)^-1 truth`. There is no
 * intercept, as in scikit-learn's `KernelRidge`: far from all landmarks the output is zero.
 *
 * A kernel that is not positive by more than the penalty raises the penalty (see `solvePenalised`); the fitted model
 * says which was used.
 *
 * @param truth `[count, outputs]`.
 * @param options `penalty` at least zero, 1 where it is left out.
 */
export function fitKernelRidge(
  kernel: Kernel,
  truth: Targets,
  { penalty: asked = 1 }: { readonly penalty?: number } = {},
): Fitted<'kernel_ridge'> {
  requireFinite(kernel);
  requireFinite(truth);
  const right = Matrix.from1DArray(truth.count, truth.size, truth.values);
  const { solution, penalty } = solvePenalised(kernel.values, kernel.count, right, asked);
  const weights = solution.transpose().to2DArray();
  return { kind: 'kernel_ridge', landmarks: everySample(kernel.count), weights, penalty };
}
