import { EigenvalueDecomposition, type Matrix } from 'ml-matrix';

/** What a kernel matrix says of its kernel. */
export interface GramFacts {
  /** Kernel-target alignment off the diagonal, in [-1, 1]; undefined without classes. */
  readonly alignment?: number;
  /** Of the values off the diagonal. */
  readonly mean: number;
  readonly variance: number;
  /** Below zero where the kernel is not positive, so that a solver may fail on it. */
  readonly leastEigenvalue: number;
}

/** Classes of samples in order, and how many there are. */
export interface Classes {
  readonly of: ArrayLike<number>;
  readonly count: number;
}

/** @param gram symmetric, of two samples or more */
export function gramFacts(gram: Matrix, classes?: Classes): GramFacts {
  const { realEigenvalues } = new EigenvalueDecomposition(gram, { assumeSymmetric: true });
  return {
    ...(classes ? { alignment: alignmentOf(gram, classes.of, classes.count) } : {}),
    ...offDiagonal(gram),
    leastEigenvalue: Math.min(...realEigenvalues),
  };
}

/**
 * `<K, T> / (|K| |T|)` over pairs of different samples; T is 1 for two of one class and `-1 / (classes - 1)` for two of
 * different ones, as the objective `alignment` has it.
 */
export function alignmentOf(gram: Matrix, of: ArrayLike<number>, classes: number): number {
  const between = classes > 1 ? -1 / (classes - 1) : 1;
  let [product, ofKernel, ofTarget] = [0, 0, 0];
  for (let i = 0; i < gram.rows; i++) {
    for (let j = 0; j < gram.rows; j++) {
      if (i === j) continue;
      const wanted = of[i] === of[j] ? 1 : between;
      product += gram.get(i, j) * wanted;
      ofKernel += gram.get(i, j) ** 2;
      ofTarget += wanted ** 2;
    }
  }
  const norms = Math.sqrt(ofKernel * ofTarget);
  return norms === 0 ? 0 : product / norms;
}

/** Mean and variance of the values of two different samples. */
export function offDiagonal(gram: Matrix): { mean: number; variance: number } {
  const values: number[] = [];
  for (let i = 0; i < gram.rows; i++) for (let j = 0; j < i; j++) values.push(gram.get(i, j));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / values.length };
}
