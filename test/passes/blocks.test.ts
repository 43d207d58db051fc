import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinBlocks } from '../../compiler/passes/blocks/join-blocks.ts';
import { known } from '../../compiler/passes/canonical/angle.ts';
import {
  entanglersOf,
  type Canonical,
  type Operation,
} from '../../compiler/passes/canonical/operation.ts';
import { rotation } from '../../compiler/passes/canonical/quaternion.ts';
import { fixed } from '../../compiler/passes/canonical/word.ts';
import { canonicalState } from '../support/canonical.ts';
import { applyGate, groundState, overlap } from '../support/statevector.ts';

/** Angles where invariants change, and any. */
const angle = fc.oneof(
  fc.constantFrom(0, Math.PI / 2, -Math.PI / 2, Math.PI, Math.PI / 4),
  fc.double({ min: -4, max: 4, noNaN: true }),
);

const step: fc.Arbitrary<Operation> = fc.oneof(
  fc
    .record({ qubit: fc.nat({ max: 1 }), axis: fc.constantFrom('x', 'y', 'z'), angle })
    .map(({ qubit, axis, angle: by }) => ({
      kind: 'turn' as const,
      qubit,
      word: fixed(rotation(axis, by)),
      origin: 0,
    })),
  angle.map((by) => ({ kind: 'ising' as const, a: 0, b: 1, angle: known(by), origin: 0 })),
  fc.constant({ kind: 'swap' as const, a: 1, b: 0, origin: 0 }),
);

const circuitOf = (operations: readonly Operation[]): Canonical => ({
  qubits: 2,
  operations,
  leaves: [],
  bits: [],
  measurements: [],
});

const cost = ({ operations }: Canonical): number =>
  operations.reduce((sum, each) => {
    if (each.kind === 'swap') return sum + 3;
    return sum + (each.kind === 'ising' ? entanglersOf(each.angle) : 0);
  }, 0);

test('gates in a row on two qubits take three entanglers at most, and never more than before', () => {
  const seen = new Set<number>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 12 }), (operations) => {
      const circuit = circuitOf(operations);
      const joined = joinBlocks(circuit);
      expect(cost(joined)).toBeLessThanOrEqual(Math.min(3, cost(circuit)));
      if (joined !== circuit) seen.add(cost(joined));
      // A state that every gate moves.
      const start = [
        { name: 'ry', qubits: [0], controls: [], angles: [0.7] },
        { name: 'ry', qubits: [1], controls: [], angles: [-1.9] },
        { name: 'rz', qubits: [1], controls: [], angles: [0.4] },
        { name: 'rxx', qubits: [0, 1], controls: [], angles: [1.1] },
      ].reduce(applyGate, groundState(2));
      const [found, wanted] = [joined, circuit].map((each) => canonicalState(each, [], start));
      expect(overlap(found!, wanted!)).toBeCloseTo(1, 9);
    }),
    { seed: 5, numRuns: process.env['QMM_NIGHTLY'] === undefined ? 400 : 20_000 },
  );
  expect([...seen].sort()).toEqual([0, 1, 2, 3]);
});
