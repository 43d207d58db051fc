import fc from 'fast-check';
import { expect, test } from 'vitest';
import { known, plus } from '../../compiler/passes/canonical/angle.ts';
import {
  entanglersOf,
  type Canonical,
  type Operation,
} from '../../compiler/passes/canonical/operation.ts';
import { rotation } from '../../compiler/passes/canonical/quaternion.ts';
import { fixed } from '../../compiler/passes/canonical/word.ts';
import { lineTwine, star, type Twine } from '../../compiler/passes/parities/twine.ts';
import { writeTwines } from '../../compiler/passes/parities/write-twines.ts';
import { exact } from '../../runtime/program/index.ts';
import { canonicalState } from '../support/canonical.ts';
import { overlap, pick } from '../support/statevector.ts';

/** What stands on each place, as bits of the qubits that are added up there. */
function parities(length: number, { steps }: Twine): { end: number[]; shown: number[][] } {
  const rows = Array.from({ length }, (_, place) => 1 << place);
  const shown: number[][] = [];
  for (const step of steps) {
    if (step.kind === 'cx') rows[step.target]! ^= rows[step.control]!;
    else {
      expect(rows[step.place]).toBe((1 << step.of[0]) | (1 << step.of[1]));
      shown.push([...step.of]);
    }
  }
  return { end: rows, shown };
}

const asked = fc
  .integer({ min: 2, max: 12 })
  .chain((length) =>
    fc.tuple(fc.constant(length), fc.array(fc.boolean(), { minLength: 144, maxLength: 144 })),
  );

test.each([
  { name: 'on a line', twine: lineTwine, most: (n: number) => n * n - 1 },
  { name: 'anywhere', twine: star, most: (n: number) => (n * (n + 1)) / 2 - 1 },
])(
  'each pair that is asked for shows once, and all is put back: $name',
  ({ name, twine, most }) => {
    fc.assert(
      fc.property(asked, ([length, choice]) => {
        const isWanted = (a: number, b: number): boolean => choice[12 * a + b]!;
        const found = twine(length, isWanted);
        const { end, shown } = parities(length, found);
        expect(end.map((_, qubit) => end[found.end[qubit]!])).toEqual(end.map((_, q) => 1 << q));
        const wanted = Array.from({ length }, (_, a) => a).flatMap((a) =>
          Array.from({ length }, (_, b) => [a, b]).filter(([, b]) => a < b! && isWanted(a, b!)),
        );
        expect(shown.map(String).sort()).toEqual(wanted.map(String).sort());
        expect(found.cost).toBeLessThanOrEqual(most(length));
        if (name !== 'on a line') return;
        for (const step of found.steps) {
          if (step.kind === 'cx') expect(Math.abs(step.control - step.target)).toBe(1);
        }
      }),
      { seed: 3, numRuns: 100 },
    );
  },
);

const QUBITS = 6;

const step: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc
      .record({
        qubit: fc.nat({ max: QUBITS - 1 }),
        axis: fc.constantFrom('x' as const, 'z' as const),
        angle: fc.double({ min: -3, max: 3, noNaN: true }),
      })
      .map(({ qubit, axis, angle }) => ({
        kind: 'turn' as const,
        qubit,
        word: fixed(rotation(axis, angle)),
        origin: 0,
      })),
  },
  {
    weight: 12,
    arbitrary: fc
      .record({
        a: fc.nat({ max: QUBITS - 1 }),
        by: fc.integer({ min: 1, max: QUBITS - 1 }),
        leaf: fc.nat({ max: 1 }),
        constant: fc.double({ min: -3, max: 3, noNaN: true }),
      })
      .map(({ a, by, leaf, constant }) => ({
        kind: 'ising' as const,
        a,
        b: (a + by) % QUBITS,
        angle: plus(known(constant), {
          constant: 0,
          terms: [{ leaf, coefficient: exact.integer(1) }],
        }),
        origin: 0,
      })),
  },
);

test.each(['line', 'any'] as const)(
  'gates between most pairs keep their meaning as a twine: %s',
  (meeting) => {
    let fewer = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (operations) => {
        const lead = Array.from({ length: QUBITS }, (_, qubit) => ({
          kind: 'turn' as const,
          qubit,
          word: fixed(rotation('y', 0.4 + qubit)),
          origin: 0,
        }));
        const circuit: Canonical = {
          qubits: QUBITS,
          operations: [...lead, ...operations],
          leaves: [],
          bits: [],
          measurements: [],
        };
        const { circuit: twined, end } = writeTwines(circuit, meeting);
        const [found, wanted] = [twined, circuit].map((each) => canonicalState(each, [0.61, -1.7]));
        expect(overlap(wanted!, pick(found!, end))).toBeCloseTo(1, 9);
        fewer += Number(cost(twined) < cost(circuit));
      }),
      { seed: 4, numRuns: 60 },
    );
    expect(fewer).toBeGreaterThan(20);
  },
);

function cost({ operations }: Canonical): number {
  return operations.reduce(
    (sum, each) => sum + (each.kind === 'ising' ? entanglersOf(each.angle) : 0),
    0,
  );
}
