import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Matrix,
  multiply,
  multiplyAdjoint,
  transpose,
} from '../../runtime/simulate/mps/matrix.ts';
import { qr } from '../../runtime/simulate/mps/qr.ts';
import { truncatedSvd } from '../../runtime/simulate/mps/svd.ts';
import { distance } from './run.ts';

const ALL = { rank: Infinity, weight: 0 };

/** Products of two, so that the rank may be less than both sides; of integers, so that it is not by rounding. */
const matrices = fc
  .record({
    rows: fc.integer({ min: 1, max: 9 }),
    rank: fc.integer({ min: 1, max: 9 }),
    columns: fc.integer({ min: 1, max: 9 }),
  })
  .chain(({ rows, rank, columns }) =>
    fc
      .tuple(matrix(rows, rank), matrix(rank, columns))
      .map(([a, b]) => ({ matrix: multiply(a, b), rank: Math.min(rows, rank, columns) })),
  );

function matrix(rows: number, columns: number): fc.Arbitrary<Matrix> {
  const size = rows * columns;
  const numbers = fc.array(fc.integer({ min: -3, max: 3 }), {
    minLength: 2 * size,
    maxLength: 2 * size,
  });
  return numbers.map((list) => ({
    rows,
    columns,
    re: Float64Array.from(list.slice(0, size)),
    im: Float64Array.from(list.slice(size)),
  }));
}

function far(a: Matrix, b: Matrix): number {
  return Math.max(distance(a.re, b.re), distance(a.im, b.im));
}

function squares({ re, im }: Matrix): number {
  return [...re, ...im].reduce((sum, value) => sum + value * value, 0);
}

function expectOrthonormal(columns: Matrix): void {
  const gram = multiplyAdjoint(columns, columns);
  const unit = gram.re.map((_, i) => (i % (gram.columns + 1) === 0 ? 1 : 0));
  expect(far(gram, { ...gram, re: unit, im: unit.map(() => 0) })).toBeLessThan(1e-12);
}

describe('of any complex matrix', () => {
  test('the QR decomposition has orthonormal columns, no more than its rank, and gives it back', () => {
    fc.assert(
      fc.property(matrices, ({ matrix: a, rank }) => {
        const { q, r } = qr(a);
        expect(q.columns).toBeLessThanOrEqual(rank);
        expect(far(multiply(q, r), a)).toBeLessThan(1e-12);
        expectOrthonormal(q);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test('the singular values are descending, and the vectors give it back', () => {
    fc.assert(
      fc.property(matrices, ({ matrix: a }) => {
        const { left, right, values } = truncatedSvd(a, ALL);
        expect(far(multiply(left, right), a)).toBeLessThan(1e-12);
        expectOrthonormal(conjugateRows(right));
        expect([...values].sort((x, y) => y - x)).toEqual(values);
        const lengths = multiplyAdjoint(left, left);
        values.forEach((value, i) => {
          expect(lengths.re[i * (values.length + 1)]).toBeCloseTo(value * value, 10);
        });
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  test('what is left out is as much as it says, and no more than the cutoff allows', () => {
    fc.assert(
      fc.property(matrices, fc.integer({ min: 1, max: 4 }), ({ matrix: a }, rank) => {
        const { left, right, values, discarded } = truncatedSvd(a, { rank, weight: 1e-3 });
        const kept = multiply(left, right);
        const rest = {
          ...a,
          re: a.re.map((value, i) => value - kept.re[i]!),
          im: a.im.map((value, i) => value - kept.im[i]!),
        };
        expect(values.length).toBeLessThanOrEqual(rank);
        expect(Math.abs(squares(rest) - discarded * squares(a))).toBeLessThan(
          1e-9 * (1 + squares(a)),
        );
        if (values.length < rank) expect(discarded).toBeLessThanOrEqual(1e-3);
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});

test('known singular values: those of a diagonal matrix between rotations', () => {
  const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
  const rotation: Matrix = {
    rows: 2,
    columns: 2,
    re: Float64Array.of(c, 0, 0, c),
    im: Float64Array.of(0, s, s, 0),
  };
  const diagonal: Matrix = {
    rows: 2,
    columns: 2,
    re: Float64Array.of(3, 0, 0, 0),
    im: Float64Array.of(0, 0, 0, 1e-6),
  };
  const { values } = truncatedSvd(multiply(rotation, multiply(diagonal, rotation)), ALL);
  expect(values[0]).toBeCloseTo(3, 14);
  expect(values[1]! / 1e-6).toBeCloseTo(1, 8);
});

function conjugateRows(rows: Matrix): Matrix {
  const { im, ...others } = transpose(rows);
  return { ...others, im: im.map((value) => -value) };
}
