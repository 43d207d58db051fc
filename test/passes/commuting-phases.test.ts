import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lower, type Lowered } from '../../compiler/passes/lower.ts';
import { generatedDevice } from '../../compiler/targets/index.ts';
import { leafValues, programOf, type RandomGate } from '../support/circuits.ts';
import { nativeState } from '../support/native-state.ts';
import { overlap, pick, stateAfter } from '../support/statevector.ts';

const pair = generatedDevice('linear:2')!;

const coupling = (name: RandomGate['name'], leaf: number): RandomGate => ({
  name,
  qubits: [0, 1],
  controls: [],
  angle: { quarterTurns: 0, weight: 1, leaf },
});

const couplings = fc.array(
  fc.oneof(
    fc
      .record({ name: fc.constantFrom('rxx', 'ryy', 'rzz', 'swap'), leaf: fc.nat(3) })
      .map(({ name, leaf }) => coupling(name as 'rxx', leaf)),
    // Turns of both keep the axes of couplings at right angles.
    fc.constantFrom('h', 's', 'sx', 'x').map((name) => coupling(name, 0)),
  ),
  { minLength: 2, maxLength: 10 },
);

const entanglersOf = ({ circuit }: Lowered): number =>
  circuit.operations.filter(({ qubits }) => qubits.length === 2).length;

test('couplings that commute take three entanglers at most, and their angles stay affine forms', () => {
  fc.assert(
    fc.property(
      couplings,
      fc.array(fc.double({ min: -7, max: 7, noNaN: true }), { minLength: 4, maxLength: 4 }),
      (list, features) => {
        const gates = list.flatMap((gate) =>
          ['h', 's', 'sx', 'x'].includes(gate.name)
            ? [0, 1].map((qubit) => ({ ...gate, qubits: [qubit] }))
            : [gate],
        );
        const circuit = programOf(2, gates, []).circuits[0]!;
        const lowered = lower(circuit, pair);
        expect(entanglersOf(lowered)).toBeLessThanOrEqual(3);
        expect(lowered.circuit.computed).toEqual([]);
        const values = leafValues(circuit, features);
        const found = pick(nativeState(lowered.circuit, values), lowered.end);
        expect(overlap(stateAfter(circuit, values), found)).toBeCloseTo(1, 10);
      },
    ),
    { seed: 77, numRuns: 100 },
  );
});

test.each([
  ['an XY coupling', ['rxx', 'ryy'], 2],
  ['a Heisenberg coupling', ['rxx', 'ryy', 'rzz'], 3],
  ['an iswap, whose swap is only a name, and a coupling', ['iswap', 'rzz'], 2],
] as const)('%s: %j in %i', (_, names, count) => {
  const circuit = programOf(
    2,
    names.map((name, leaf) => coupling(name, leaf)),
    [],
  ).circuits[0]!;
  expect(entanglersOf(lower(circuit, pair))).toBe(count);
});

test('a coupling and the swap that routing puts behind it are three together', () => {
  const names = ['rxx', 'ryy', 'rzz'] as const;
  const gates = [
    [0, 1],
    [1, 2],
    [0, 2],
  ].flatMap((qubits) => names.map((name, leaf) => ({ ...coupling(name, leaf), qubits })));
  const circuit = programOf(3, gates, []).circuits[0]!;
  expect(entanglersOf(lower(circuit, generatedDevice('linear:3')!))).toBe(9);
});
