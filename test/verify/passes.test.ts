import fc from 'fast-check';
import { describe, test, vi } from 'vitest';
import { generatedDevice, parseDevice, type Device } from '../../compiler/targets/index.ts';
import { everyReadout, programOf, randomGate } from '../support/circuits.ts';
import { expectKept } from '../support/kept.ts';
import { turns, withOutcomes } from '../support/outcomes.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
vi.setConfig({ testTimeout: nightly ? 600_000 : 30_000 });
const QUBITS = 4;

const devices: readonly Device[] = [
  generatedDevice('linear:5')!,
  parseDevice(
    JSON.stringify({ name: 'ions', qubits: 5, basis: ['zz', 'gpi', 'gpi2'], coupling: 'all' }),
    'ions.json',
  ),
  parseDevice(
    JSON.stringify({
      name: 'one-way',
      qubits: 5,
      basis: ['ecr', 'rz', 'sx', 'x'],
      directed: true,
      edges: [
        [1, 0],
        [1, 2],
        [3, 2],
        [3, 4],
        [0, 4],
      ],
    }),
    'one-way.json',
  ),
];

const unitary = fc
  .tuple(fc.array(randomGate(QUBITS), { maxLength: 14 }), fc.boolean())
  .map(
    ([gates, reads]) => programOf(QUBITS, gates, reads ? everyReadout(QUBITS) : []).circuits[0]!,
  );

const dynamic = fc
  .tuple(fc.array(randomGate(2), { maxLength: 4 }), turns(9), fc.boolean())
  .map(([gates, list, reads]) =>
    withOutcomes(programOf(2, gates, reads ? everyReadout(2) : []).circuits[0]!, list),
  );

describe.each(devices)('every pass on $name keeps what matters', (device) => {
  test.each([
    { kind: 'of random circuits', circuits: unitary, runs: { day: 6, night: 200 } },
    { kind: 'of circuits that decide on the way', circuits: dynamic, runs: { day: 5, night: 100 } },
  ])('$kind', ({ circuits, runs }) => {
    const level = fc.constantFrom(0, 1, 2, 3);
    fc.assert(
      fc.property(circuits, level, fc.nat({ max: 3 }), (circuit, effort, seed) => {
        expectKept(circuit, device, { level: effort, seed });
      }),
      { seed: 6, numRuns: nightly ? runs.night : runs.day },
    );
  });
});
