import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { randomStream } from '../data/random.ts';
import type { RandomStream } from '../data/random.ts';

/** By falling eigenvalue; vectors have norm one. */
export interface Eigenvectors {
  readonly values: readonly number[];
  readonly vectors: readonly Float64Array[];
}

/** A symmetric matrix that is known by its products; the largest of its eigenvalues is positive. */
export interface Operator {
  readonly size: number;
  times(vector: Float64Array): Float64Array;
}

export interface LanczosOptions {
  /** Which of the fixed starts; 0 where it is left out. */
  readonly start?: number;
  /** An eigenvalue that residuals are compared with, should the largest be smaller. */
  readonly scale?: number;
}

/** Residual, relative to the largest eigenvalue, below which an eigenpair counts as found. */
const TOLERANCE = 1e-10;
/** The iteration looks at its residuals whenever its basis has grown by this factor. */
const LOOK = 1.25;

/**
 * The eigenvectors of the largest eigenvalues, by Lanczos iteration with full reorthogonalisation (Parlett, "The
 * Symmetric Eigenvalue Problem", chapter 13) from a fixed start, so the result is the same each time. It ends at the
 * latest with a full basis, which is exact. Of an eigenvalue that occurs several times it may find fewer copies, since
 * one start has one direction in their space.
 *
 * @param wanted At most `operator.size`.
 */
export function leadingEigenvectors(
  operator: Operator,
  wanted: number,
  { start = 0, scale = 0 }: LanczosOptions = {},
): Eigenvectors {
  const { size } = operator;
  const random = randomStream(start, 'lanczos');
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const coupling: number[] = [];
  let look = Math.max(2 * wanted, 12);
  let next = orthonormal(randomVector(size, random), basis);
  for (;;) {
    basis.push(next.vector);
    const product = operator.times(next.vector);
    diagonal.push(dot(product, next.vector));
    const complete = basis.length === size;
    next = complete ? next : orthonormal(product, basis);
    // An invariant subspace is exhausted: what follows starts anew, uncoupled, orthogonal to it.
    const exhausted = next.norm <= 1e-14 * Math.max(...diagonal);
    coupling.push(exhausted ? 0 : next.norm);
    if (complete || basis.length >= look) {
      look = Math.ceil(basis.length * LOOK);
      const ritz = ritzPairs(diagonal, coupling, wanted);
      const enough = TOLERANCE * Math.max(ritz.values[0]!, scale);
      const found = ritz.residuals.every((residual) => residual <= enough);
      if (complete || found) return combine(ritz, basis);
    }
    if (exhausted) next = orthonormal(randomVector(size, random), basis);
  }
}

interface RitzPairs {
  readonly values: readonly number[];
  /** In the Lanczos basis. */
  readonly vectors: readonly (readonly number[])[];
  readonly residuals: readonly number[];
}

function ritzPairs(
  diagonal: readonly number[],
  coupling: readonly number[],
  wanted: number,
): RitzPairs {
  const order = diagonal.length;
  const tridiagonal = Matrix.zeros(order, order);
  for (const [index, value] of diagonal.entries()) {
    tridiagonal.set(index, index, value);
    if (index + 1 === order) continue;
    tridiagonal.set(index, index + 1, coupling[index]!);
    tridiagonal.set(index + 1, index, coupling[index]!);
  }
  const decomposition = new EigenvalueDecomposition(tridiagonal, { assumeSymmetric: true });
  const columns = Array.from({ length: wanted }, (_, index) => order - 1 - index);
  const vectors = columns.map((column) => decomposition.eigenvectorMatrix.getColumn(column));
  return {
    values: columns.map((column) => decomposition.realEigenvalues[column]!),
    vectors,
    residuals: vectors.map((vector) => Math.abs(coupling[order - 1]! * vector[order - 1]!)),
  };
}

function combine({ values, vectors }: RitzPairs, basis: readonly Float64Array[]): Eigenvectors {
  return {
    values,
    vectors: vectors.map((weights) => {
      const sum = new Float64Array(basis[0]!.length);
      for (const [index, vector] of basis.entries()) addTimes(sum, vector, weights[index]!);
      const norm = Math.sqrt(dot(sum, sum));
      return divided(sum, norm);
    }),
  };
}

interface Direction {
  readonly vector: Float64Array;
  /** Of what was left of the vector before it was normalised. */
  readonly norm: number;
}

/** Gram and Schmidt, twice, which is enough (Kahan and Parlett). */
function orthonormal(vector: Float64Array, basis: readonly Float64Array[]): Direction {
  for (let pass = 0; pass < 2; pass += 1) {
    for (const other of basis) addTimes(vector, other, -dot(vector, other));
  }
  const norm = Math.sqrt(dot(vector, vector));
  return { vector: norm === 0 ? vector : divided(vector, norm), norm };
}

function randomVector(size: number, random: RandomStream): Float64Array {
  return Float64Array.from({ length: size }, () => random.normal());
}

function divided(vector: Float64Array, divisor: number): Float64Array {
  const quotient = new Float64Array(vector.length);
  for (let entry = 0; entry < vector.length; entry += 1) quotient[entry] = vector[entry]! / divisor;
  return quotient;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let entry = 0; entry < a.length; entry += 1) sum += a[entry]! * b[entry]!;
  return sum;
}

function addTimes(sum: Float64Array, vector: Float64Array, factor: number): void {
  for (let entry = 0; entry < sum.length; entry += 1) sum[entry]! += factor * vector[entry]!;
}
