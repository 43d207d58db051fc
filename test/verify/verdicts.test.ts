import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { verify } from '../../compiler/verify/verify.ts';
import type { Circuit, Gate } from '../../runtime/program/index.ts';
import { changed, withChange } from '../support/changes.ts';
import { everyReadout, leafValues, programOf, randomGate } from '../support/circuits.ts';
import { denseOutputs } from '../support/dense.ts';
import { inPlace } from '../support/kept.ts';
import { overlap, stateAfter } from '../support/statevector.ts';
import { turns, withOutcomes } from '../support/outcomes.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
vi.setConfig({ testTimeout: nightly ? 600_000 : 30_000 });
const SAMPLES = [
  [0.3, -1.1, 2.4, 0.7],
  [1.9, 0.4, -0.8, -2.9],
];

describe('verdicts agree with what the gates’ matrices say', () => {
  test('about the state of all qubits', () => {
    fc.assert(
      fc.property(fc.array(randomGate(3), { maxLength: 10 }), changed, (list, change) => {
        const a = programOf(3, list, []).circuits[0]!;
        const b = withChange(a, change);
        const same = SAMPLES.every((features) => {
          const values = leafValues(a, features);
          return overlap(stateAfter(a, values), stateAfter(b, values)) > 1 - 1e-11;
        });
        const { verdict } = verify(inPlace(a), inPlace(b), { relation: 'state' });
        expect(verdict).toBe(same ? 'equivalent' : 'different');
        // What holds for every state holds for one, and a difference there is a difference.
        const everywhere = verify(inPlace(a), inPlace(b));
        if (!same) expect(everywhere.verdict).toBe('different');
      }),
      { seed: 3, numRuns: nightly ? 4000 : 150 },
    );
  });

  test('about all that is measured, with resets and conditions on the way', () => {
    const circuits = fc.tuple(fc.array(randomGate(2), { maxLength: 4 }), turns(8));
    fc.assert(
      fc.property(circuits, changed, ([list, ways], change) => {
        const a = withOutcomes(programOf(2, list, everyReadout(2)).circuits[0]!, ways);
        const b = withChange(a, change);
        fc.pre(bitsInOrder(b));
        const same = SAMPLES.every((features) => {
          const values = leafValues(a, features);
          const wanted = denseOutputs(a, values);
          return denseOutputs(b, values).every((value, k) => Math.abs(value - wanted[k]!) < 1e-10);
        });
        const { verdict } = verify(inPlace(a), inPlace(b));
        // All bits together may be told apart where each readout alone is not.
        if (!same) expect(verdict).toBe('different');
        else if (change[0] === 'nothing') expect(verdict).toBe('equivalent');
      }),
      { seed: 4, numRuns: nightly ? 2000 : 60 },
    );
  });
});

/** Every bit is written once, before it is asked for. */
function bitsInOrder({ gates }: Circuit): boolean {
  const written = new Set<number>();
  const asked = (gate: Gate): readonly number[] => {
    const found: number[] = [];
    JSON.stringify(gate.conditions ?? [], (key, value: unknown) => {
      if (key === 'bit') found.push(value as number);
      return value;
    });
    return found;
  };
  return gates.every((gate) => {
    const known = asked(gate).every((bit) => written.has(bit));
    const first = gate.bit === undefined || !written.has(gate.bit);
    if (gate.bit !== undefined) written.add(gate.bit);
    return known && first;
  });
}
