import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldLadders } from '../../compiler/passes/fold-ladders.ts';
import { leafValues, programOf } from '../support/circuits.ts';
import { overlap, stateAfter } from '../support/statevector.ts';

const VALUES = [0.3, -1.1, 2.4, 0.7];
const QUBITS = 3;

const none = { quarterTurns: 0, weight: 0, leaf: 0 };
const qubit = fc.nat({ max: QUBITS - 1 });

const gate = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(qubit, fc.integer({ min: 1, max: QUBITS - 1 })).map(([control, by]) => ({
      name: 'x' as const,
      qubits: [(control + by) % QUBITS],
      controls: [control],
      angle: none,
    })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(qubit, fc.constantFrom('rz' as const, 'p' as const, 'rx' as const), fc.nat({ max: 3 }))
      .map(([on, name, leaf]) => ({
        name,
        qubits: [on],
        controls: [],
        angle: { quarterTurns: 0, weight: 1, leaf },
      })),
  },
);

test('a turn between two cx becomes rzz and means the same', () => {
  let folds = 0;
  fc.assert(
    fc.property(fc.array(gate, { minLength: 3, maxLength: 14 }), (gates) => {
      const lead = Array.from({ length: QUBITS }, (_, on) => ({
        name: 'ry' as const,
        qubits: [on],
        controls: [],
        angle: { quarterTurns: 0, weight: 1, leaf: on },
      }));
      const circuit = programOf(QUBITS, [...lead, ...gates], []).circuits[0]!;
      const folded = foldLadders(circuit);
      folds += folded.gates.filter(({ name }) => name === 'rzz').length;
      const [found, wanted] = [folded, circuit].map((each) =>
        stateAfter(each, leafValues(each, VALUES)),
      );
      expect(overlap(found!, wanted!)).toBeCloseTo(1, 10);
    }),
    { seed: 6, numRuns: 500 },
  );
  expect(folds).toBeGreaterThan(10);
});
