import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  extrapolate,
  invertReadout,
  likeliestDistribution,
  misread,
  nearestDistribution,
} from '../../runtime/hardware/mitigation/index.ts';

const QUBITS = 3;

const distribution = fc
  .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 })
  .map((weights) => {
    const sum = weights.reduce((total, each) => total + each, 0);
    return Float64Array.from(weights, (each) => each / sum);
  });

const misreadings = fc.array(
  fc.record({
    zeroAsOne: fc.double({ min: 0, max: 0.3, noNaN: true }),
    oneAsZero: fc.double({ min: 0, max: 0.3, noNaN: true }),
  }),
  { minLength: QUBITS, maxLength: QUBITS },
);

describe('readout mitigation', () => {
  test('of one qubit is the inverse of its confusion matrix', () => {
    const [zero, one] = invertReadout([0.85, 0.15], [{ zeroAsOne: 0.1, oneAsZero: 0.2 }]);
    // (1/0.7) [[0.8, -0.2], [-0.1, 0.9]]
    expect(zero).toBeCloseTo((0.8 * 0.85 - 0.2 * 0.15) / 0.7, 12);
    expect(one).toBeCloseTo((-0.1 * 0.85 + 0.9 * 0.15) / 0.7, 12);
  });

  test('undoes misreadings, bit by bit', () => {
    fc.assert(
      fc.property(distribution, misreadings, (actual, wrong) => {
        const seen = misread(actual, wrong);
        invertReadout(seen, wrong).forEach((each, k) => expect(each).toBeCloseTo(actual[k]!, 10));
        // Where the inverse is a distribution, nothing explains the frequencies better.
        likeliestDistribution(seen, wrong).forEach((each, k) =>
          expect(each).toBeCloseTo(actual[k]!, 7),
        );
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  test('gives the least squares among distributions where the inverse is none', () => {
    fc.assert(
      fc.property(distribution, misreadings, (seen, wrong) => {
        const found = likeliestDistribution(seen, wrong);
        const distance = (each: Float64Array): number =>
          misread(each, wrong).reduce((sum, value, k) => sum + (value - seen[k]!) ** 2, 0);
        expect(found.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 10);
        expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
        // Convex: no step towards a corner gets nearer.
        for (let corner = 0; corner < 8; corner++) {
          const step = found.map((each, k) => 0.999 * each + (k === corner ? 0.001 : 0));
          expect(distance(step)).toBeGreaterThanOrEqual(distance(found) - 1e-10);
        }
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  test('is refused where a qubit reads both the same', () => {
    expect(() => invertReadout([0.5, 0.5], [{ zeroAsOne: 0.5, oneAsZero: 0.5 }])).toThrow(
      'The readout of bit 0 tells nothing: it reads 0 as 1 with probability 0.5 and 1 as 0 with 0.5',
    );
  });
});

test('the nearest distribution takes the same from each that stays', () => {
  expect([...nearestDistribution(Float64Array.of(0.7, 0.5, -0.2))]).toEqual(
    [0.6, 0.4, 0].map(near),
  );
});

describe('extrapolation to no noise', () => {
  const at = (factors: readonly number[], curve: (factor: number) => number, error = 0.01) =>
    factors.map((factor) => ({ factor, value: curve(factor), error }));

  test('finds a line, a parabola and a decay that were there', () => {
    const line = extrapolate(
      at([1, 2, 3], (x) => 0.9 - 0.2 * x),
      { kind: 'linear' },
    );
    expect(line.value).toBeCloseTo(0.9, 12);
    const parabola = extrapolate(
      at([1, 3, 5, 7], (x) => 0.8 - 0.1 * x + 0.01 * x ** 2),
      { kind: 'polynomial', degree: 2 },
    );
    expect(parabola.value).toBeCloseTo(0.8, 10);
    const decay = extrapolate(
      at([1, 3, 5], (x) => -0.7 * Math.exp(-0.31 * x)),
      { kind: 'exponential' },
    );
    expect(decay.value).toBeCloseTo(-0.7, 6);
  });

  test('of two points has the error that propagates: 3/2 and 1/2 of theirs', () => {
    const points = [
      { factor: 1, value: 0.6, error: 0.02 },
      { factor: 3, value: 0.4, error: 0.06 },
    ];
    const { value, error } = extrapolate(points, { kind: 'linear' });
    expect(value).toBeCloseTo(1.5 * 0.6 - 0.5 * 0.4, 12);
    expect(error).toBeCloseTo(Math.hypot(1.5 * 0.02, 0.5 * 0.06), 12);
  });

  test('weighs points by their errors', () => {
    const points = [
      { factor: 1, value: 1, error: 0.001 },
      { factor: 2, value: 1, error: 0.001 },
      { factor: 3, value: 0, error: 10 },
    ];
    expect(extrapolate(points, { kind: 'linear' }).value).toBeCloseTo(1, 4);
  });

  test('of a decay from two points is a^(3/2) b^(-1/2)', () => {
    const points = [
      { factor: 1, value: 0.6, error: 0.02 },
      { factor: 3, value: 0.4, error: 0.03 },
    ];
    const { value, error } = extrapolate(points, { kind: 'exponential' });
    const exact = 0.6 ** 1.5 * 0.4 ** -0.5;
    expect(value).toBeCloseTo(exact, 7);
    expect(error).toBeCloseTo(exact * Math.hypot((1.5 * 0.02) / 0.6, (0.5 * 0.03) / 0.4), 5);
  });

  test('needs as many factors as the curve has numbers', () => {
    const points = at([1, 3], () => 0.5);
    expect(() => extrapolate(points, { kind: 'polynomial', degree: 2 })).toThrow(
      'The polynomial extrapolation needs 3 noise factors, and 2 were measured: 1, 3.',
    );
  });
});

function near(value: number): unknown {
  return expect.closeTo(value, 12);
}
