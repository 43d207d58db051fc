import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { argmax } from '../../runtime/objectives/classification.ts';
import { applySolver, fitSvm, type Fitted, type Kernel } from '../../runtime/solve/index.ts';
import { cloud, featuresOf, kernelOf, noisy, rbf, rowOf } from '../support/clouds.ts';

describe('a support vector machine', () => {
  test('puts the border in the middle of two points', () => {
    // On the kernel x y of the points 1 and 3, the widest margin is 2 - x.
    const fitted = fitSvm(kernelOf(products([1, 3])), [0, 1], { classes: 2, c: 10 });
    const [machine] = fitted.machines;
    expect(machine!.weights).toEqual([expect.closeTo(0.5, 9), expect.closeTo(-0.5, 9)]);
    expect(machine!.offset).toBeCloseTo(2, 9);
    for (const x of [0, 1, 2.5]) expect(applySolver(fitted, [x, 3 * x])[1]).toBeCloseTo(x - 2, 9);
  });

  test('tells exclusive or apart with a kernel that can', () => {
    const corners = featuresOf([
      [0, 0],
      [1, 1],
      [0, 1],
      [1, 0],
    ]);
    const kernel = rbf(corners, 1);
    const fitted = fitSvm(kernel, [0, 0, 1, 1], { classes: 2, c: 100 });
    expect(guesses(fitted, kernel)).toEqual([0, 0, 1, 1]);
  });

  test('keeps only the support vectors', () => {
    const { truth, ...features } = cloud(1, 90, 3, 6);
    const kernel = rbf(features, 0.02);
    const fitted = fitSvm(kernel, truth, { classes: 3 });
    expect(fitted.landmarks.length).toBeLessThan(45);
    const used = new Set(fitted.machines.flatMap(({ support }) => support));
    expect([...used].sort((a, b) => a - b)).toEqual([...fitted.landmarks.keys()]);
    expect(fitted.landmarks).toEqual([...fitted.landmarks].sort((a, b) => a - b));
    expect(guesses(fitted, kernel)).toEqual(truth);
  });

  test('never guesses a class that has no training sample', () => {
    const kernel = rbf(cloud(2, 20, 2, 2), 0.3);
    const truth = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 1 : 3));
    const fitted = fitSvm(kernel, truth, { classes: 5 });
    for (let index = 0; index < 20; index += 1) {
      const scores = scoresOf(fitted, kernel, index);
      expect([scores[0], scores[2], scores[4]]).toEqual([-1, -1, -1]);
      expect(Math.min(scores[1]!, scores[3]!)).toBeGreaterThan(-0.5);
    }
    const only = fitSvm(kernel, truth.fill(1), { classes: 2 });
    expect(only.landmarks).toEqual([]);
    expect([...applySolver(only, [])]).toEqual([-1, 0]);
  });

  test('settles a tie of votes by the decision values', () => {
    const machine = (first: number, second: number, offset: number) => ({
      first,
      second,
      support: [],
      weights: [],
      offset,
    });
    // 0 beats 1, 1 beats 2, 2 beats 0, the last most clearly.
    const circle: Fitted<'svm'> = {
      kind: 'svm',
      landmarks: [],
      classes: 3,
      occurring: [0, 1, 2],
      machines: [machine(0, 1, 1), machine(0, 2, -5), machine(1, 2, 1)],
    };
    const scores = [...applySolver(circle, [])];
    // Sums of confidence -4, 0 and 4.
    for (const [index, expected] of [1 - 4 / 15, 1, 1 + 4 / 15].entries())
      expect(scores[index]).toBeCloseTo(expected, 12);
  });

  test('is optimal for any positive kernel: Karush, Kuhn and Tucker', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 24 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(0.1, 1, 30),
        (count, seed, c) => {
          const { truth, ...features } = cloud(seed, count, 2, 1);
          const kernel = rbf(features, 0.3);
          const fitted = fitSvm(kernel, truth, { classes: 2, c });
          const multipliers = multipliersOf(fitted, count);
          expect(sum(multipliers)).toBeCloseTo(0, 9);
          for (const [index, each] of multipliers.entries()) {
            const sign = truth[index] === 0 ? 1 : -1;
            const price = sign * each;
            const margin = sign * scoresOf(fitted, kernel, index)[0]!;
            expect(price).toBeGreaterThanOrEqual(0);
            expect(price).toBeLessThanOrEqual(c);
            if (price < c) expect(margin).toBeGreaterThan(1 - 1e-5);
            if (price > 0) expect(margin).toBeLessThan(1 + 1e-5);
          }
        },
      ),
      { seed: 5, numRuns: 60 },
    );
  });

  test('of a kernel that is not positive lowers the objective, within the box', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(0.1, 0.5, 3), (seed, off) => {
        const { truth, ...features } = cloud(seed, 40, 2, 1);
        const kernel = noisy(rbf(features, 0.3), off, seed);
        const multipliers = multipliersOf(fitSvm(kernel, truth, { classes: 2 }), 40);
        expect(sum(multipliers)).toBeCloseTo(0, 9);
        expect(Math.max(...multipliers.map(Math.abs))).toBeLessThanOrEqual(1);
        expect(objective(kernel, multipliers)).toBeLessThan(-1);
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  test('of a kernel that says nothing still ends', () => {
    const flat = kernelOf(Array.from({ length: 6 }, () => new Array<number>(6).fill(1)));
    const fitted = fitSvm(flat, [0, 1, 1, 0, 1, 1], { classes: 2 });
    expect(guesses(fitted, flat)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

function products(points: readonly number[]): number[][] {
  return points.map((a) => points.map((b) => a * b));
}

function scoresOf(fitted: Fitted<'svm'>, kernel: Kernel, index: number): Float64Array {
  const row = rowOf(kernel.values, index, kernel.count);
  return applySolver(
    fitted,
    fitted.landmarks.map((position) => row[position]!),
  );
}

function guesses(fitted: Fitted<'svm'>, kernel: Kernel): number[] {
  return Array.from({ length: kernel.count }, (_, index) =>
    argmax(scoresOf(fitted, kernel, index), 0, fitted.classes),
  );
}

/** By sample, negative for the second class. */
function multipliersOf({ landmarks, machines }: Fitted<'svm'>, count: number): number[] {
  const result = new Array<number>(count).fill(0);
  for (const { support, weights } of machines)
    for (const [index, place] of support.entries()) result[landmarks[place]!] = weights[index]!;
  return result;
}

function objective({ count, values }: Kernel, multipliers: readonly number[]): number {
  let total = -sum(multipliers.map(Math.abs));
  for (const [row, a] of multipliers.entries())
    for (const [column, b] of multipliers.entries())
      total += (a * b * values[row * count + column]!) / 2;
  return total;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}
