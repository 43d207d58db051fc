import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCanonical } from '../../compiler/passes/canonical/from-circuit.ts';
import { known } from '../../compiler/passes/canonical/angle.ts';
import {
  entanglersOf,
  type Canonical,
  type Operation,
} from '../../compiler/passes/canonical/operation.ts';
import { orderByDepth } from '../../compiler/passes/map/order-by-depth.ts';
import { leafValues, programOf, randomGate } from '../support/circuits.ts';
import { canonicalState } from '../support/canonical.ts';
import { overlap, stateAfter } from '../support/statevector.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;

/** `cz` on these pairs, turns aside, in this order. */
const phases = (qubits: number, pairs: readonly (readonly [number, number])[]): Canonical => ({
  qubits,
  operations: pairs.map(([a, b]): Operation => ({
    kind: 'ising',
    a,
    b,
    angle: known(Math.PI / 2),
    origin: 0,
  })),
  leaves: [],
  bits: [],
  measurements: [],
});

/** In entanglers. */
function depth({ qubits, operations }: Canonical): number {
  const free = new Array<number>(qubits).fill(0);
  for (const operation of operations) {
    if (operation.kind !== 'ising' && operation.kind !== 'swap') continue;
    const { a, b } = operation;
    const length = operation.kind === 'swap' ? 3 : entanglersOf(operation.angle);
    const end = Math.max(free[a]!, free[b]!) + length;
    free[a] = end;
    free[b] = end;
  }
  return Math.max(...free);
}

describe('gates without an order among each other', () => {
  test('along a line take two steps', () => {
    const line = phases(
      8,
      [0, 1, 2, 3, 4, 5, 6].map((a) => [a, a + 1]),
    );
    expect([line, orderByDepth(line, false)].map(depth)).toEqual([7, 2]);
  });

  test('between all of eight qubits take little more than the seven of a colouring', () => {
    const qubits = [0, 1, 2, 3, 4, 5, 6, 7];
    const all = qubits.flatMap((a) => qubits.slice(a + 1).map((b) => [a, b] as const));
    const circuit = phases(8, all);
    expect(depth(circuit)).toBe(13);
    expect(depth(orderByDepth(circuit, false))).toBeLessThanOrEqual(9);
  });

  test('stay as they are where that is no gain', () => {
    const bricks = phases(4, [
      [0, 1],
      [2, 3],
      [1, 2],
    ]);
    expect(orderByDepth(bricks, false)).toBe(bricks);
  });
});

test('random circuits keep their meaning, and their operations', () => {
  fc.assert(
    fc.property(fc.array(randomGate(5), { minLength: 8, maxLength: 40 }), (gates) => {
      const circuit = programOf(5, gates, []).circuits[0]!;
      const values = leafValues(circuit, [0.3, -1.1, 2.4, 0.7]);
      const before = toCanonical(circuit);
      const after = orderByDepth(before, false);
      expect(after.operations).toHaveLength(before.operations.length);
      expect(depth(after)).toBeLessThanOrEqual(depth(before));
      expect(overlap(stateAfter(circuit, values), canonicalState(after, values))).toBeCloseTo(1, 9);
    }),
    { seed: 2, numRuns: nightly ? 2000 : 30 },
  );
});
