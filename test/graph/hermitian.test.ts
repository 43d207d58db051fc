import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { randomStream, type RandomStream } from '../../runtime/data/random.ts';
import {
  complexMatrix,
  type ComplexMatrix,
  hermitianSpectrum,
} from '../../runtime/graph/hermitian.ts';

/** The kinds of matrices that take different ways through the algorithm. */
const MATRICES: Readonly<Record<string, (random: RandomStream, row: number) => number>> = {
  full: (random) => random.normal(),
  'full of zeros': () => 0,
  'of few entries': (random) => (random.uniform() < 0.2 ? random.normal() : 0),
  'of a block that ends': (random, row) => (row % 3 === 0 ? 0 : random.normal()),
};

describe.each(Object.entries(MATRICES))('the spectrum of a Hermitian matrix %s', (_, entry) => {
  test.each([1, 2, 3, 4, 8, 16])('of dimension %i', (dimension) => {
    const random = randomStream(dimension, 'hermitian');
    const matrix = hermitian(dimension, (row) => entry(random, row));
    const { values, vectors } = hermitianSpectrum(copyOf(matrix));
    expect(sorted(values)).toHaveLength(dimension);
    realSpectrum(matrix).forEach((p, i) => expect(sorted(values)[i]).toBeCloseTo(p, 11));
    const identity = product(adjoint(vectors), vectors);
    const turned = product(matrix, vectors);
    for (let row = 0; row < dimension; row++) {
      for (let column = 0; column < dimension; column++) {
        const at = row * dimension + column;
        expect(identity.re[at]).toBeCloseTo(row === column ? 1 : 0, 12);
        expect(identity.im[at]).toBeCloseTo(0, 12);
        expect(turned.re[at]).toBeCloseTo(values[column]! * vectors.re[at]!, 11);
        expect(turned.im[at]).toBeCloseTo(values[column]! * vectors.im[at]!, 11);
      }
    }
  });
});

function hermitian(dimension: number, entry: (row: number) => number): ComplexMatrix {
  const matrix = complexMatrix(dimension);
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column <= row; column++) {
      const [x, y] = [entry(row), row === column ? 0 : entry(row)];
      matrix.re[row * dimension + column] = x;
      matrix.re[column * dimension + row] = x;
      matrix.im[row * dimension + column] = y;
      matrix.im[column * dimension + row] = -y;
    }
  }
  return matrix;
}

/** Of `A + iB`, from the symmetric matrix `[[A, -B], [B, A]]`, which has each eigenvalue twice. */
function realSpectrum({ dimension, re, im }: ComplexMatrix): number[] {
  const doubled = Matrix.zeros(2 * dimension, 2 * dimension);
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < dimension; column++) {
      const at = row * dimension + column;
      doubled.set(row, column, re[at]!);
      doubled.set(row + dimension, column + dimension, re[at]!);
      doubled.set(row, column + dimension, -im[at]!);
      doubled.set(row + dimension, column, im[at]!);
    }
  }
  const { realEigenvalues } = new EigenvalueDecomposition(doubled, { assumeSymmetric: true });
  return sorted(realEigenvalues).filter((_, i) => i % 2 === 0);
}

function product(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const { dimension } = a;
  const result = complexMatrix(dimension);
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < dimension; column++) {
      for (let k = 0; k < dimension; k++) {
        const [x, y] = [a.re[row * dimension + k]!, a.im[row * dimension + k]!];
        const [u, v] = [b.re[k * dimension + column]!, b.im[k * dimension + column]!];
        result.re[row * dimension + column]! += x * u - y * v;
        result.im[row * dimension + column]! += x * v + y * u;
      }
    }
  }
  return result;
}

function adjoint({ dimension, re, im }: ComplexMatrix): ComplexMatrix {
  const from = (at: number): number => (at % dimension) * dimension + Math.floor(at / dimension);
  return {
    dimension,
    re: re.map((_, at) => re[from(at)]!),
    im: im.map((_, at) => -im[from(at)]!),
  };
}

function copyOf({ dimension, re, im }: ComplexMatrix): ComplexMatrix {
  return { dimension, re: re.slice(), im: im.slice() };
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
