import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countScale, linearScale } from '../../runtime/report/charts/scale.ts';

describe('an axis', () => {
  test('has round ticks that cover the values', () => {
    expect(linearScale([0.21, 1.37], 0, 100, 5).ticks).toEqual([0, 0.5, 1, 1.5]);
    expect(linearScale([0.81, 0.97], 0, 100, 5).ticks).toEqual([0.8, 0.85, 0.9, 0.95, 1]);
    expect(linearScale([3], 0, 100, 2).ticks).toEqual([2.5, 3, 3.5]);
  });

  test('of any values has them all inside', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const scale = linearScale(values, 10, 200, 5);
        expect(scale.ticks.length).toBeGreaterThan(1);
        expect(scale.ticks.length).toBeLessThan(15);
        for (const each of values) {
          expect(scale.at(each)).toBeGreaterThanOrEqual(10 - 1e-6);
          expect(scale.at(each)).toBeLessThanOrEqual(200 + 1e-6);
        }
      }),
      { seed: 4 },
    );
  });

  test('of epochs counts from 1 to the last', () => {
    expect(countScale(20, 0, 100, 6).ticks).toEqual([1, 5, 10, 15, 20]);
    expect(countScale(50, 0, 100, 6).ticks).toEqual([1, 10, 20, 30, 40, 50]);
    expect(countScale(1, 0, 100, 6).ticks).toEqual([1]);
  });
});
