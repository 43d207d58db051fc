import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCanonical } from '../../compiler/passes/canonical/from-circuit.ts';
import type { Canonical } from '../../compiler/passes/canonical/operation.ts';
import { joinBlocks } from '../../compiler/passes/blocks/join-blocks.ts';
import { settleKnown } from '../../compiler/passes/known/settle-known.ts';
import { collect } from '../../compiler/passes/simplify/collect.ts';
import { everyReadout, leafValues, programOf, randomGate } from '../support/circuits.ts';
import { canonicalState } from '../support/canonical.ts';
import { overlap, stateAfter } from '../support/statevector.ts';

const FEATURES = [0.3, -1.1, 2.4, 0.7];
const nightly = process.env['QMM_NIGHTLY'] !== undefined;

const passes: Readonly<Record<string, (circuit: Canonical) => Canonical>> = {
  'written canonically': (circuit) => circuit,
  collect,
  joinBlocks,
  settleKnown,
  'blocks after collecting': (circuit) => collect(joinBlocks(collect(circuit))),
};

describe.each(Object.entries(passes))('%s', (_, pass) => {
  test('random circuits keep their meaning', () => {
    const gates = fc.array(randomGate(4), { maxLength: 24 });
    fc.assert(
      fc.property(gates, (list) => {
        const circuit = programOf(4, list, everyReadout(4)).circuits[0]!;
        const values = leafValues(circuit, FEATURES);
        const found = canonicalState(pass(toCanonical(circuit)), values);
        expect(overlap(stateAfter(circuit, values), found)).toBeCloseTo(1, 10);
      }),
      { seed: 1, numRuns: nightly ? 5000 : 200 },
    );
  });
});
