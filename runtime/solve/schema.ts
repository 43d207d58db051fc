import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const numbers = v.array(v.number());
const rows = v.array(numbers);

/** Positions in the training list, rising: the samples whose likeness to a new one the solver asks for. */
const landmarks = v.array(count);

/** Tells two of the classes apart: positive for the first of them. */
const machine = v.object({
  first: count,
  second: count,
  /** Positions in the list of landmarks. */
  support: v.array(count),
  /** By support vector: its multiplier, negative for the second class. */
  weights: numbers,
  offset: v.number(),
});

const svm = v.object({
  kind: v.literal('svm'),
  landmarks,
  classes: count,
  /** Classes with a training sample, rising. */
  occurring: v.array(count),
  /** One for each pair of occurring classes. */
  machines: v.array(machine),
});

const ridge = v.object({
  kind: v.literal('ridge'),
  /** `[outputs][features]` */
  weights: rows,
  offsets: numbers,
  /** As it was used. */
  penalty: v.number(),
});

const kernelRidge = v.object({
  kind: v.literal('kernel_ridge'),
  landmarks,
  /** `[outputs][landmarks]` */
  weights: rows,
  /** As it was used. */
  penalty: v.number(),
});

const logistic = v.object({
  kind: v.literal('logistic'),
  /** `[classes][features]` */
  weights: rows,
  offsets: numbers,
});

const spectral = v.object({
  kind: v.literal('spectral'),
  landmarks,
  /** `[groups][landmarks]`: eigenvectors, each over its eigenvalue. */
  weights: rows,
  /** `[groups][groups]` */
  centroids: rows,
});

const kmeans = v.object({
  kind: v.literal('kmeans'),
  /** `[groups][features]` */
  centroids: rows,
});

const kernelPca = v.object({
  kind: v.literal('kernel_pca'),
  landmarks,
  /** `[width][landmarks]` */
  weights: rows,
  /** Of the centring, `[width]`. */
  offsets: numbers,
});

/** What a solver found, as a checkpoint keeps it. */
export const fittedSolverSchema = v.variant('kind', [
  svm,
  ridge,
  kernelRidge,
  logistic,
  spectral,
  kmeans,
  kernelPca,
]);

export type FittedSolver = v.InferOutput<typeof fittedSolverSchema>;
/** What the solver of this kind found. */
export type Fitted<Kind extends FittedSolver['kind']> = Extract<
  FittedSolver,
  { readonly kind: Kind }
>;
