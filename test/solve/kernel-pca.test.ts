import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { applySolver, fitKernelPca, type Fitted, type Kernel } from '../../runtime/solve/index.ts';
import { cloud, featuresOf, kernelOf, noisy, rbf, rowOf, rowsOf } from '../support/clouds.ts';

describe('kernel principal components', () => {
  test('of products are the principal components', () => {
    const rows = [
      [0, 0],
      [4, 4],
      [1, -1],
      [3, 5],
    ];
    const kernel = kernelOf(rows.map((a) => rows.map((b) => a[0]! * b[0]! + a[1]! * b[1]!)));
    const fitted = fitKernelPca(kernel, { width: 2 });
    const places = placesOf(fitted, kernel);
    // The distances between the samples remain; all coordinates are centred.
    rows.forEach((a, i) => {
      rows.forEach((b, j) => {
        const apart = Math.hypot(...places[i]!.map((entry, axis) => entry - places[j]![axis]!));
        expect(apart).toBeCloseTo(Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!), 10);
      });
    });
    for (const axis of [0, 1])
      expect(places.reduce((sum, place) => sum + place[axis]!, 0)).toBeCloseTo(0, 10);
  });

  test.each([
    ['few samples', 40],
    ['many, by iteration', 130],
  ])('have the variances of a full decomposition, uncorrelated: %s', (_, count) => {
    const kernel = rbf(cloud(count, count, 3, 2), 0.2);
    const places = new Matrix(placesOf(fitKernelPca(kernel, { width: 4 }), kernel));
    const centring = Matrix.eye(count).sub(1 / count);
    const centred = centring.mmul(Matrix.from1DArray(count, count, kernel.values)).mmul(centring);
    const eigenvalues = new EigenvalueDecomposition(centred, { assumeSymmetric: true })
      .realEigenvalues;
    const moments = places.transpose().mmul(places);
    for (let a = 0; a < 4; a += 1) {
      for (let b = 0; b < 4; b += 1)
        expect(moments.get(a, b)).toBeCloseTo(a === b ? eigenvalues.at(-1 - a)! : 0, 8);
      const column = places.getColumn(a);
      expect(Math.max(...column)).toBeGreaterThanOrEqual(-Math.min(...column) - 1e-9);
    }
  });

  test('put a new sample that is a training sample where that one is', () => {
    const rows = rowsOf(cloud(2, 20, 2, 1));
    const kernel = rbf(featuresOf([...rows, rows[7]!]), 0.3);
    const inner = { count: 20, values: rbf(featuresOf(rows), 0.3).values };
    const fitted = fitKernelPca(inner, { width: 3 });
    const later = rowOf(kernel.values, 20, 21).slice(0, 20);
    expect([...applySolver(fitted, later)]).toEqual(placesOf(fitted, inner)[7]);
  });

  test('are zero beyond the rank, and where noise has made variances negative', () => {
    const flat = kernelOf(Array.from({ length: 5 }, () => new Array<number>(5).fill(1)));
    expect([...applySolver(fitKernelPca(flat, { width: 3 }), [1, 2, 3, 4, 5])]).toEqual([0, 0, 0]);
    const kernel = noisy(flat, 0.1, 2);
    const fitted = fitKernelPca(kernel, { width: 5 });
    const variances = [0, 1, 2, 3, 4].map((axis) =>
      placesOf(fitted, kernel).reduce((sum, place) => sum + place[axis]! ** 2, 0),
    );
    expect(variances[0]).toBeGreaterThan(0.01);
    expect(variances.at(-1)).toBe(0);
  });
});

function placesOf(fitted: Fitted<'kernel_pca'>, { count, values }: Kernel): number[][] {
  return Array.from({ length: count }, (_, index) =>
    Array.from(applySolver(fitted, rowOf(values, index, count))),
  );
}
