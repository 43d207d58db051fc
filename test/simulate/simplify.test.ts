import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Element, PauliMasks } from '../../runtime/simulate/lower/element.ts';
import { dualBasis, emptySpan, parity } from '../../runtime/simulate/plan/bits.ts';
import { constantForm } from '../../runtime/simulate/plan/form.ts';
import { layElements } from '../../runtime/simulate/plan/lay.ts';
import { makeReal } from '../../runtime/simulate/plan/real.ts';
import { simplify } from '../../runtime/simulate/plan/simplify.ts';

const BITS = 3;
const mask = fc.integer({ min: 0, max: 2 ** BITS - 1 });
const flip = fc.integer({ min: 1, max: 2 ** BITS - 1 });
/** Most are quarter and half turns, since those are what is moved. */
const angle = fc
  .constantFrom(1, -1, 1, -1, 2, 3, 0.3, -1.7)
  .map((quarters) => constantForm((quarters * Math.PI) / 2));

const element: fc.Arbitrary<Element> = fc.oneof(
  fc.record({ kind: fc.constant('phase' as const), mask: flip, angle, gates: fc.constant([]) }),
  fc
    .record({
      kind: fc.constant('rotation' as const),
      flip,
      parity: mask,
      conditions: fc.constant([]),
      angle,
      gates: fc.constant([]),
    })
    .chain((rotation) =>
      fc
        .record({ mask: flip, value: fc.constantFrom(0 as const, 1 as const) })
        .map((condition) =>
          parity(condition.mask & rotation.flip) === 1 || condition.value === 1
            ? rotation
            : { ...rotation, conditions: [condition] },
        ),
    ),
);
const elements = fc.array(element, { maxLength: 14 });

for (const bases of ['kept', 'moved'] as const) {
  test(`fewer elements are the same operator, bases ${bases}`, () => {
    fc.assert(
      fc.property(elements, (list) => {
        const { elements: fewer, last } = simplify(list, bases);
        expect(fewer.length).toBeLessThanOrEqual(list.length);
        const states = columns().map((state) => applyString(applyAll(fewer, state), last));
        expect(
          overlap(
            columns().map((state) => applyAll(list, state)),
            states,
          ),
        ).toBeCloseTo(1, 12);
      }),
      { numRuns: 500, seed: 7 },
    );
  });
}

test('layers of real rotations are the same operator', () => {
  fc.assert(
    fc.property(elements, (list) => {
      const layers = makeReal(layElements(list), BITS, () => true);
      const again = layers.flatMap(({ diagonal, groups }) => [
        ...diagonal.values(),
        ...groups.flat(),
      ]);
      for (const one of again) {
        expect(one.kind === 'phase' || parity(one.flip & one.parity) === 1).toBe(true);
      }
      const states = columns().map((state) => applyAll(again, state));
      expect(
        overlap(
          columns().map((state) => applyAll(list, state)),
          states,
        ),
      ).toBeCloseTo(1, 12);
    }),
    { numRuns: 500, seed: 8 },
  );
});

test('a dual basis has odd parity with its own vector alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 63 }), { maxLength: 8 }), (vectors) => {
      const span = emptySpan();
      for (const vector of vectors) span.extend(vector);
      dualBasis(span.basis).forEach((dual, i) => {
        span.basis.forEach((vector, j) => {
          expect(parity(dual & vector)).toBe(i === j ? 1 : 0);
        });
      });
    }),
  );
});

type State = readonly (readonly [re: number, im: number])[];

function columns(): State[] {
  return Array.from({ length: 2 ** BITS }, (_, column) =>
    Array.from({ length: 2 ** BITS }, (__, k) => [k === column ? 1 : 0, 0] as const),
  );
}

/** `|tr(A^+ B)| / N`, 1 where the operators are equal up to a phase. */
function overlap(a: readonly State[], b: readonly State[]): number {
  let [re, im] = [0, 0];
  a.forEach((column, i) => {
    column.forEach(([x, y], k) => {
      const [u, v] = b[i]![k]!;
      re += x * u + y * v;
      im += x * v - y * u;
    });
  });
  return Math.hypot(re, im) / 2 ** BITS;
}

function applyAll(list: readonly Element[], state: State): State {
  return list.reduce(apply, state);
}

/** `cos(angle / 2) - i sin(angle / 2) P` where the conditions hold. */
function apply(state: State, one: Element): State {
  const string = one.kind === 'phase' ? { flip: 0, parity: one.mask } : one;
  const conditions = one.kind === 'phase' ? [] : one.conditions;
  const [c, s] = [Math.cos(one.angle.constant / 2), Math.sin(one.angle.constant / 2)];
  const turned = applyString(state, string);
  return state.map(([x, y], k) => {
    if (conditions.some(({ mask: bits, value }) => parity(bits & k) !== value)) return [x, y];
    const [u, v] = turned[k]!;
    return [c * x + s * v, c * y - s * u];
  });
}

/** `i^(flip . parity) X^flip Z^parity`. */
function applyString(state: State, { flip: bits, parity: signs }: PauliMasks): State {
  return state.map((_, k) => {
    const [x, y] = state[k ^ bits]!;
    const sign = parity((k ^ bits) & signs) === 1 ? -1 : 1;
    return parity(bits & signs) === 1 ? [-sign * y, sign * x] : [sign * x, sign * y];
  });
}
