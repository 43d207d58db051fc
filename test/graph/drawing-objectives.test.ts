import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operations, tensor } from '../../index.ts';

/** A distribution over the strings of `n` bits, and one string. */
const cases = fc.integer({ min: 1, max: 5 }).chain((n) =>
  fc.record({
    p: fc
      .array(fc.double({ min: 0.001, max: 1, noNaN: true }), {
        minLength: 2 ** n,
        maxLength: 2 ** n,
      })
      .map(normalised),
    truth: fc.array(fc.constantFrom(0, 1), { minLength: n, maxLength: n }),
    bandwidths: fc.array(fc.constantFrom(0.1, 0.25, 1, 4, 60), { minLength: 1, maxLength: 3 }),
  }),
);

function normalised(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The bits of a string, the first one most significant, spelled out without bit operations. */
function bitsOf(number: number, n: number): number[] {
  return Array.from(number.toString(2).padStart(n, '0'), Number);
}

/** The kernel as a full matrix: mean of `exp(-|x - y|^2 / 2v)` over the bit vectors. */
function kernelMatrix(bandwidths: readonly number[], n: number): number[][] {
  const strings = Array.from({ length: 2 ** n }, (_, number) => bitsOf(number, n));
  return strings.map((x) =>
    strings.map((y) => {
      const square = x.reduce((sum, bit, i) => sum + (bit - y[i]!) ** 2, 0);
      return (
        bandwidths.reduce((sum, v) => sum + Math.exp(-square / (2 * v)), 0) / bandwidths.length
      );
    }),
  );
}

function quadratic(matrix: readonly (readonly number[])[], x: readonly number[]): number {
  return x.reduce(
    (sum, a, i) => sum + x.reduce((inner, b, j) => inner + a * matrix[i]![j]! * b, 0),
    0,
  );
}

describe('mmd of a distribution and one true string', () => {
  test('is the squared distance that the full kernel matrix gives', () => {
    fc.assert(
      fc.property(cases, ({ p, truth, bandwidths }) => {
        const n = truth.length;
        const matrix = kernelMatrix(bandwidths, n);
        const apart = p.map((value, x) => value - Number(bitsOf(x, n).join() === truth.join()));
        const found = operations.mmd(tensor([p.length], p), tensor([n], truth), bandwidths);
        expect(operations.scalar(found)).toBeCloseTo(quadratic(matrix, apart), 10);
      }),
      { seed: 1 },
    );
  });

  test('averaged over true strings is the discrepancy of the distributions and what no model changes', () => {
    fc.assert(
      fc.property(cases, ({ p, truth, bandwidths }) => {
        const n = truth.length;
        const matrix = kernelMatrix(bandwidths, n);
        // Some other distribution: the same one with the strings in another order.
        const q = p.map((_, x) => p[(5 * x + 3) % p.length]!);
        const mean = q.reduce((sum, share, t) => {
          const loss = operations.mmd(tensor([p.length], p), tensor([n], bitsOf(t, n)), bandwidths);
          return sum + share * operations.scalar(loss);
        }, 0);
        const discrepancy = quadratic(
          matrix,
          p.map((value, x) => value - q[x]!),
        );
        expect(mean).toBeCloseTo(discrepancy + 1 - quadratic(matrix, q), 10);
      }),
      { seed: 2 },
    );
  });

  test('takes a picture’s bits row by row', () => {
    const certain = tensor(
      [16],
      Array.from({ length: 16 }, (_, x) => Number(x === 0b0110)),
    );
    const picture = tensor([2, 2], [0, 1, 1, 0]);
    expect(operations.scalar(operations.mmd(certain, picture, [1]))).toBeCloseTo(0, 12);
  });
});

describe('divergence of a distribution and one true string', () => {
  test('is the negative logarithm of its probability', () => {
    fc.assert(
      fc.property(cases, ({ p, truth }) => {
        const at = p[Number.parseInt(truth.join(''), 2)]!;
        const found = operations.divergence(tensor([p.length], p), tensor([truth.length], truth));
        expect(Math.exp(-operations.scalar(found))).toBeCloseTo(at, 5);
      }),
      { seed: 3 },
    );
  });

  test('of what the model rules out is finite', () => {
    const found = operations.divergence(tensor([4], [1, 0, 0, 0]), tensor([2], [1, 1]));
    expect(operations.scalar(found)).toBeCloseTo(-Math.log(1e-6 / 4), 10);
  });
});
