import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holm, intervalOf, pairedP } from '../../runtime/compare/statistics.ts';
import { studentBelow, studentQuantile } from '../../runtime/compare/student.ts';

describe("Student's t", () => {
  // From SciPy 1.16: t.cdf(1.3, df) and t.ppf(0.975, df).
  test.for([
    [1, 0.7912855998398473, 12.706204736174694],
    [2, 0.8383764840919798, 4.302652729749462],
    [4, 0.868274201764388, 2.7764451051977934],
    [9, 0.8870468136634754, 2.262157162798205],
    [24, 0.897025850948941, 2.0638985616280245],
  ] as const)('with %d degrees of freedom is that of SciPy', ([freedom, below, quantile]) => {
    expect(studentBelow(1.3, freedom)).toBeCloseTo(below, 13);
    expect(studentQuantile(0.975, freedom)).toBeCloseTo(quantile, 10);
  });

  test('is symmetric, and its quantile undoes it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: -20, max: 20, noNaN: true }),
        (freedom, t) => {
          const below = studentBelow(t, freedom);
          expect(below + studentBelow(-t, freedom)).toBeCloseTo(1, 13);
          if (below > 1e-6 && below < 1 - 1e-6) {
            expect(studentQuantile(below, freedom)).toBeCloseTo(t, 6);
          }
        },
      ),
      { seed: 3, numRuns: 100 },
    );
  });
});

describe('trials', () => {
  const scores = [0.9, 0.92, 0.88, 0.94, 0.91];

  test('that share one split give the interval of the textbook', () => {
    // Mean 0.91, s = 0.0223607, t(0.975, 4) = 2.7764451.
    const { mean, low, high } = intervalOf(scores, { overlap: 0 });
    expect(mean).toBeCloseTo(0.91, 12);
    expect([low, high]).toEqual([expect.closeTo(0.882236, 6), expect.closeTo(0.937764, 6)]);
  });

  test('whose splits overlap know less: the variance grows by 1 + n overlap', () => {
    const plain = intervalOf(scores, { overlap: 0 });
    const corrected = intervalOf(scores, { overlap: 0.25 });
    const ratio = (corrected.high - corrected.mean) / (plain.high - plain.mean);
    expect(ratio).toBeCloseTo(Math.sqrt(1 + 5 * 0.25), 12);
  });

  test('are compared pair by pair', () => {
    const worse = [0.87, 0.9, 0.87, 0.9, 0.88];
    // SciPy: ttest_rel(scores, worse).pvalue.
    expect(pairedP(scores, worse, { overlap: 0 })).toBeCloseTo(0.006987, 5);
    expect(pairedP(scores, worse, { overlap: 0.25 })).toBeGreaterThan(0.02);
    expect(pairedP(scores, scores, { overlap: 0 })).toBe(1);
    expect(pairedP([0.9], [0.8], { overlap: 0 })).toBeUndefined();
  });

  test('of one alone have no spread', () => {
    expect(intervalOf([0.7], { overlap: 0.25 })).toEqual({ mean: 0.7, low: 0.7, high: 0.7 });
  });
});

test("Holm's correction is stepwise and never falls", () => {
  // R: p.adjust(c(0.01, 0.04, 0.03, 0.5), "holm")
  const corrected = holm([0.01, 0.04, 0.03, 0.5]);
  for (const [index, p] of [0.04, 0.09, 0.09, 0.5].entries())
    expect(corrected[index]).toBeCloseTo(p, 12);
});
