import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { leadingEigenvectors } from './lanczos.ts';
import type { Eigenvectors, Operator } from './lanczos.ts';

/** Up to this order all eigenvectors are computed at once, above it the wanted ones by iteration. */
export const SMALL = 96;

/** By how much, relative to the largest, eigenvalues differ that are not the same. */
const SAME = 1e-9;

/**
 * Of a symmetric matrix, row-major `[order, order]`: the eigenvectors of its `wanted` largest eigenvalues, of each as
 * many as it has.
 */
export function largestEigenvectors(
  matrix: Float64Array,
  order: number,
  wanted: number,
): Eigenvectors {
  if (order <= SMALL) return first(allEigenvectors(matrix, order), wanted);
  const operator = { size: order, times: (vector: Float64Array) => times(matrix, vector) };
  let found = leadingEigenvectors(operator, wanted);
  // A further start finds what the first one missed: copies of an eigenvalue, as unconnected groups have it.
  for (let start = 1; start < order; start += 1) {
    const scale = Math.abs(found.values[0]!);
    const missed = leadingEigenvectors(without(operator, found.vectors), 1, { start, scale });
    if (missed.values[0]! <= found.values.at(-1)! + SAME * scale) break;
    found = first(merged(found, missed), wanted);
  }
  return found;
}

/** Of a symmetric matrix, row-major `[order, order]`. */
export function allEigenvectors(matrix: Float64Array, order: number): Eigenvectors {
  const decomposition = new EigenvalueDecomposition(Matrix.from1DArray(order, order, matrix), {
    assumeSymmetric: true,
  });
  const columns = decomposition.eigenvectorMatrix;
  const falling = Array.from({ length: order }, (_, index) => order - 1 - index);
  return {
    values: falling.map((index) => decomposition.realEigenvalues[index]!),
    vectors: falling.map((index) => Float64Array.from(columns.getColumn(index))),
  };
}

/** An eigenvector is known up to its sign; this one has a positive entry of largest magnitude. */
export function withPositivePeak(vector: Float64Array): Float64Array {
  const peak = vector.reduce((most, entry) => (Math.abs(entry) > Math.abs(most) ? entry : most), 0);
  return peak < 0 ? vector.map((entry) => -entry) : vector;
}

function first({ values, vectors }: Eigenvectors, wanted: number): Eigenvectors {
  return { values: values.slice(0, wanted), vectors: vectors.slice(0, wanted) };
}

/** By falling eigenvalue. */
function merged(a: Eigenvectors, b: Eigenvectors): Eigenvectors {
  const values = [...a.values, ...b.values];
  const vectors = [...a.vectors, ...b.vectors];
  const order = [...values.keys()].sort((one, other) => values[other]! - values[one]!);
  return {
    values: order.map((index) => values[index]!),
    vectors: order.map((index) => vectors[index]!),
  };
}

/** The matrix on what is orthogonal to some orthonormal vectors. */
function without(operator: Operator, vectors: readonly Float64Array[]): Operator {
  const project = (vector: Float64Array): Float64Array => {
    const rest = vector.slice();
    for (const other of vectors) {
      const share = other.reduce((sum, entry, index) => sum + entry * rest[index]!, 0);
      for (let entry = 0; entry < rest.length; entry += 1) rest[entry]! -= share * other[entry]!;
    }
    return rest;
  };
  return { size: operator.size, times: (vector) => project(operator.times(project(vector))) };
}

/** Four sums at a time, so that additions need not wait for one another. */
function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const order = vector.length;
  const even = order - (order % 4);
  const product = new Float64Array(order);
  for (let row = 0, start = 0; row < order; row += 1, start += order) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let entry = 0; entry < even; entry += 4) {
      a += matrix[start + entry]! * vector[entry]!;
      b += matrix[start + entry + 1]! * vector[entry + 1]!;
      c += matrix[start + entry + 2]! * vector[entry + 2]!;
      d += matrix[start + entry + 3]! * vector[entry + 3]!;
    }
    for (let entry = even; entry < order; entry += 1) a += matrix[start + entry]! * vector[entry]!;
    product[row] = a + b + (c + d);
  }
  return product;
}
