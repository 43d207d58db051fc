import type { Solver } from '../../program/index.ts';
import {
  fitKernelPca,
  fitKernelRidge,
  fitKmeans,
  fitLogistic,
  fitRidge,
  fitSpectral,
  fitSvm,
} from '../../solve/index.ts';
import type { Features, FittedSolver, Kernel } from '../../solve/index.ts';

type Numbers = { readonly values: Float64Array; readonly size: number } | undefined;

/** Fits a solver of kernels. `truth` has a row a sample. */
export function fitKernel(
  solver: Solver,
  kernel: Kernel,
  truth: Numbers,
  seed: number,
): FittedSolver {
  switch (solver.kind) {
    case 'svm':
      return fitSvm(kernel, truth!.values, solver);
    case 'ridge':
      return fitKernelRidge(kernel, { ...truth!, count: kernel.count }, solver);
    case 'spectral':
      return fitSpectral(kernel, { groups: solver.groups, seed });
    case 'kernel_pca':
      return fitKernelPca(kernel, solver);
    case 'logistic':
    case 'kmeans':
      throw new Error(`${solver.kind} is fitted to features`);
  }
}

/** Fits a solver of features. `truth` has a row a sample. */
export function fitFeatures(
  solver: Solver,
  features: Features,
  truth: Numbers,
  seed: number,
): FittedSolver {
  switch (solver.kind) {
    case 'ridge':
      return fitRidge(features, { ...truth!, count: features.count }, solver);
    case 'logistic':
      return fitLogistic(features, truth!.values, solver);
    case 'kmeans':
      return fitKmeans(features, { groups: solver.groups, seed });
    case 'svm':
    case 'spectral':
    case 'kernel_pca':
      throw new Error(`${solver.kind} is fitted to a kernel`);
  }
}
