import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptySpan, parity } from '../../runtime/simulate/plan/bits.ts';
import { type Equation, solve, sortByParities } from '../../runtime/simulate/plan/equations.ts';

const BITS = 6;
const all = Array.from({ length: 2 ** BITS }, (_, k) => k);
const mask = fc.nat({ max: 2 ** BITS - 1 });

test('equations over parities have the solutions that trying all indices gives', () => {
  const equation: fc.Arbitrary<Equation> = fc.record({
    mask,
    value: fc.constantFrom(0 as const, 1 as const),
  });
  fc.assert(
    fc.property(fc.array(equation, { maxLength: 8 }), (equations) => {
      const tried = all.filter((k) => equations.every((e) => parity(e.mask & k) === e.value));
      expect([...solve(equations, BITS)]).toEqual(tried);
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('indices are sorted by their parities', () => {
  fc.assert(
    fc.property(fc.array(mask, { maxLength: BITS }), (masks) => {
      const span = emptySpan();
      for (const one of masks) span.extend(one);
      const combination = (k: number): number =>
        span.basis.reduce((digits, one, i) => digits | (parity(one & k) << i), 0);
      const sorted = all.toSorted((a, b) => combination(a) - combination(b) || a - b);
      expect([...sortByParities(span.basis, BITS)]).toEqual(sorted);
    }),
    { seed: 4, numRuns: 300 },
  );
});
