import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applySolver,
  fitKernelRidge,
  fitLogistic,
  fitRidge,
  type Features,
  type FittedSolver,
} from '../../runtime/solve/index.ts';
import { cloud, featuresOf, kernelOf, noisy, rbf, rowOf, rowsOf } from '../support/clouds.ts';

describe('ridge regression', () => {
  test('finds a line, and shrinks its slope but not its height', () => {
    const x = featuresOf([[1], [2], [3], [6]]);
    const y = featuresOf([[12], [14], [16], [22]]);
    const exactly = fitRidge(x, y, { penalty: 0 });
    expect(exactly.weights[0]![0]).toBeCloseTo(2, 12);
    expect(exactly.offsets[0]).toBeCloseTo(10, 12);
    // The sum of squares of x about its mean 3 is 14.
    const shrunk = fitRidge(x, y, { penalty: 14 });
    expect(shrunk.weights[0]![0]).toBeCloseTo(1, 12);
    expect(applySolver(shrunk, [3])[0]).toBeCloseTo(16, 12);
  });

  test('leaves no slope of the penalised squares, more samples or more features', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(0.1, 1, 20),
        fc.integer({ min: 0, max: 1e6 }),
        (count, size, penalty, seed) => {
          const x = cloud(seed, count, 2, 1, size);
          const y = cloud(seed + 1, count, 2, 3, 2);
          const fitted = fitRidge(x, y, { penalty });
          expect(fitted.penalty).toBeCloseTo(penalty, 12);
          const residuals = residualsOf(fitted, x, y);
          for (const [output, weights] of fitted.weights.entries()) {
            expect(total(residuals, output)).toBeCloseTo(0, 8);
            for (const [entry, weight] of weights.entries()) {
              const slope = rowsOf(x).reduce(
                (sum, row, index) => sum - row[entry]! * residuals[index]![output]!,
                penalty * weight,
              );
              expect(slope).toBeCloseTo(0, 8);
            }
          }
        },
      ),
      { seed: 3, numRuns: 60 },
    );
  });

  test('without a penalty, of features that say the same twice, has small weights', () => {
    const x = featuresOf([1, 2, 3, 4].map((value) => [value, value]));
    const y = featuresOf([[2], [4], [6], [8]]);
    const { weights, penalty } = fitRidge(x, y, { penalty: 0 });
    expect(weights[0]).toEqual([expect.closeTo(1, 4), expect.closeTo(1, 4)]);
    expect(penalty).toBeGreaterThan(0);
    expect(penalty).toBeLessThan(1e-8);
  });
});

describe('kernel ridge regression', () => {
  test('solves (K + penalty) weights = truth', () => {
    const kernel = rbf(cloud(4, 30, 2, 2), 0.4);
    const truth = cloud(5, 30, 2, 3, 2);
    const fitted = fitKernelRidge(kernel, truth, { penalty: 0.5 });
    rowsOf(truth).forEach((expected, index) => {
      const found = applySolver(fitted, rowOf(kernel.values, index, 30));
      for (const [output, value] of expected.entries())
        expect(found[output]! + 0.5 * fitted.weights[output]![index]!).toBeCloseTo(value, 10);
    });
  });

  test('of products is ridge regression through the origin', () => {
    const rows = rowsOf(cloud(6, 20, 2, 1));
    const both = rows.flatMap((row) => [row, row.map((entry) => -entry)]);
    const truth = rows.flatMap(([a, b]) => [[2 * a! - b!], [b! - 2 * a!]]);
    const dot = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, entry, index) => sum + entry * b[index]!, 0);
    const dual = fitKernelRidge(
      kernelOf(both.map((a) => both.map((b) => dot(a, b)))),
      featuresOf(truth),
      { penalty: 3 },
    );
    const primal = fitRidge(featuresOf(both), featuresOf(truth), { penalty: 3 });
    const sample = [0.3, -1, 2];
    expect(
      applySolver(
        dual,
        both.map((row) => dot(row, sample)),
      )[0],
    ).toBeCloseTo(applySolver(primal, sample)[0]!, 10);
  });

  test('raises a penalty that noise in the kernel exceeds, and says so', () => {
    const kernel = noisy(rbf(cloud(7, 60, 2, 1), 0.4), 0.2, 1);
    const truth = cloud(8, 60, 2, 1, 1);
    const { penalty, weights } = fitKernelRidge(kernel, truth, { penalty: 0.1 });
    expect(Math.log2(penalty / 0.1)).toBeCloseTo(Math.round(Math.log2(penalty / 0.1)), 9);
    expect(penalty).toBeGreaterThan(1);
    expect(weights[0]!.every(Number.isFinite)).toBe(true);
  });
});

describe('logistic regression', () => {
  test('leaves no slope of the penalised cross-entropy', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(0.05, 1, 100),
        fc.integer({ min: 0, max: 1e6 }),
        (classes, c, seed) => {
          const { truth, ...features } = cloud(seed, 30, classes, 1, 4);
          const fitted = fitLogistic(features, truth, { classes, c });
          const rows = rowsOf(features);
          const errors = rows.map((row, index) =>
            softmax(applySolver(fitted, row)).map(
              (chance, k) => chance - (truth[index] === k ? 1 : 0),
            ),
          );
          const strength = (classes === 2 ? 2 : 1) / c;
          for (const [k, weights] of fitted.weights.entries()) {
            expect(total(errors, k)).toBeCloseTo(0, 6);
            for (const [entry, weight] of weights.entries()) {
              const slope = rows.reduce(
                (sum, row, index) => sum + row[entry]! * errors[index]![k]!,
                strength * weight,
              );
              expect(slope).toBeCloseTo(0, 6);
            }
          }
        },
      ),
      { seed: 4, numRuns: 40 },
    );
  });

  test('of features that say nothing knows how often each class is', () => {
    const fitted = fitLogistic(featuresOf([[5], [5], [5], [5]]), [0, 1, 1, 1], { classes: 2 });
    expect(softmax(applySolver(fitted, [5]))[1]).toBeCloseTo(0.75, 9);
  });

  test('has finite logits for a class without a sample, and for classes that are far apart', () => {
    const { truth, ...features } = cloud(9, 30, 2, 50);
    const fitted = fitLogistic(features, truth, { classes: 3, c: 1e6 });
    rowsOf(features).forEach((row, index) => {
      const chances = softmax(applySolver(fitted, row));
      expect(chances[truth[index]!]).toBeGreaterThan(0.999);
      expect(chances[2]).toBeLessThan(1e-6);
    });
  });
});

function residualsOf(fitted: FittedSolver, x: Features, y: Features): number[][] {
  const truths = rowsOf(y);
  return rowsOf(x).map((row, index) =>
    Array.from(applySolver(fitted, row), (guess, output) => truths[index]![output]! - guess),
  );
}

function total(rows: readonly (readonly number[])[], column: number): number {
  return rows.reduce((sum, row) => sum + row[column]!, 0);
}

function softmax(logits: Float64Array): number[] {
  const most = Math.max(...logits);
  const weights = Array.from(logits, (logit) => Math.exp(logit - most));
  const sum = weights.reduce((all, each) => all + each, 0);
  return weights.map((weight) => weight / sum);
}
