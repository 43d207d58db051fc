import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  applySolver,
  fitKernelPca,
  fitKernelRidge,
  fitKmeans,
  fitLogistic,
  fitRidge,
  fitSpectral,
  fitSvm,
  fittedSolverSchema,
  type FittedSolver,
} from '../../runtime/solve/index.ts';
import { cloud, rbf, rowOf } from '../support/clouds.ts';

const COUNT = 110;
const { truth, ...features } = cloud(1, COUNT, 3, 2, 4);
const targets = cloud(2, COUNT, 3, 2, 2);
const kernel = rbf(features, 0.3);

const solvers: Readonly<Record<FittedSolver['kind'], () => FittedSolver>> = {
  svm: () => fitSvm(kernel, truth, { classes: 3 }),
  ridge: () => fitRidge(features, targets),
  kernel_ridge: () => fitKernelRidge(kernel, targets),
  logistic: () => fitLogistic(features, truth, { classes: 3 }),
  spectral: () => fitSpectral(kernel, { groups: 3, seed: 4 }),
  kmeans: () => fitKmeans(features, { groups: 3, seed: 4 }),
  kernel_pca: () => fitKernelPca(kernel, { width: 2 }),
};

describe('what a solver found', () => {
  test.each(Object.entries(solvers))('is the same each time, and plain JSON: %s', (kind, fit) => {
    const fitted = fit();
    expect(fitted.kind).toBe(kind);
    const text = JSON.stringify(fitted);
    expect(JSON.stringify(fit())).toBe(text);
    const read = v.parse(fittedSolverSchema, JSON.parse(text));
    expect(read).toEqual(fitted);
    for (const sample of [0, 17, COUNT - 1]) {
      const row =
        'landmarks' in fitted
          ? fitted.landmarks.map((position) => rowOf(kernel.values, sample, COUNT)[position]!)
          : rowOf(features.values, sample, features.size);
      const outputs = applySolver(fitted, row);
      expect(outputs).toEqual(applySolver(read, row));
      expect([...outputs].every(Number.isFinite)).toBe(true);
    }
  });

  test('does not come from numbers that are none', () => {
    const broken = { count: 2, size: 1, values: Float64Array.of(1, Number.NaN) };
    const likeness = { count: 1, values: Float64Array.of(Infinity) };
    const target = { count: 1, size: 1, values: Float64Array.of(1) };
    expect(() => fitSvm(likeness, [0], { classes: 2 })).toThrow(RangeError);
    expect(() => fitRidge(broken, target)).toThrow('Entry 1 of the training samples is NaN.');
    expect(() => fitKernelRidge(likeness, target)).toThrow(RangeError);
    expect(() => fitLogistic(broken, [0, 1], { classes: 2 })).toThrow(RangeError);
    expect(() => fitSpectral(likeness, { groups: 1 })).toThrow(RangeError);
    expect(() => fitKmeans(broken, { groups: 1 })).toThrow(RangeError);
    expect(() => fitKernelPca(likeness, { width: 1 })).toThrow(RangeError);
  });

  test('is refused by the schema with a number missing', () => {
    expect(v.is(fittedSolverSchema, { kind: 'kmeans', centroids: [[1, null]] })).toBe(false);
    expect(v.is(fittedSolverSchema, { kind: 'forest' })).toBe(false);
  });
});
