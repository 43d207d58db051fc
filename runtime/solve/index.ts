/** The solvers of the language: from numbers to a fitted model, and from that to numbers of new samples. */
export { applySolver } from './apply.ts';
export { fitKernelPca } from './kernel-pca.ts';
export { fitKernelRidge } from './kernel-ridge.ts';
export { fitKmeans } from './kmeans.ts';
export { fitLogistic } from './logistic.ts';
export { fitRidge } from './ridge.ts';
export { fitSpectral } from './spectral.ts';
export { fitSvm } from './svm.ts';
export { fitSvr } from './svr.ts';
export type { Features, Kernel, Targets } from './matrices.ts';
export { fittedSolverSchema } from './schema.ts';
export type { Fitted, FittedSolver } from './schema.ts';
