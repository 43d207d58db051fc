import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Gate, Measurement, Pauli } from '../../runtime/program/index.ts';
import {
  createSimulator,
  memoryNeeded,
  planCircuit,
  simulatedQubits,
} from '../../runtime/simulate/index.ts';
import { affine, circuitOf, dynamicScenarios, gate, z } from './random-circuit.ts';
import { denseValues, differenceGradients, distance, simulate } from './run.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
const runs = { numRuns: nightly ? 5_000 : 200, seed: 20_261_127 };
const timeout = nightly ? 600_000 : 60_000;

const measure = (qubit: number, bit: number): Gate => gate('measure', [qubit], { bit });
const reset = (qubit: number): Gate => gate('reset', [qubit]);
const when = (bit: number): Pick<Gate, 'conditions'> => ({ conditions: [{ kind: 'bit', bit }] });
const unless = (bit: number): Pick<Gate, 'conditions'> => ({
  conditions: [{ kind: 'not', of: { kind: 'bit', bit } }],
});

/** What the simulator reads out of a circuit without weights. */
function values(
  qubits: number,
  gates: readonly Gate[],
  measurements: readonly Measurement[],
): number[] {
  const circuit = circuitOf(qubits, { angles: [affine(0.7), affine(-1.9)], gates, measurements });
  const scenario = {
    circuit,
    sampled: [],
    batch: 1,
    leaves: [[]],
    outputGradient: new Float64Array(measurements.length),
  };
  const found = [...simulate(scenario, 'f64').values];
  expect(distance(found, denseValues(scenario))).toBeLessThan(1e-12);
  return found;
}

const read = (pauli: Pauli, qubit: number): Measurement => ({
  kind: 'expectation',
  terms: [{ coefficient: 1, factors: [{ qubit, pauli }] }],
});

describe('random circuits that measure, reset and decide on the way', () => {
  test('give the average over all courses of outcomes', { timeout }, () => {
    fc.assert(
      fc.property(dynamicScenarios({ qubits: 4, gates: 12 }), (scenario) => {
        const reference = denseValues(scenario);
        expect(distance(simulate(scenario, 'f64').values, reference)).toBeLessThan(1e-12);
        expect(distance(simulate(scenario, 'f32').values, reference)).toBeLessThan(1e-5);
      }),
      runs,
    );
  });

  test('give the gradients that central differences give', { timeout }, () => {
    fc.assert(
      fc.property(dynamicScenarios({ qubits: 3, gates: 9 }), (scenario) => {
        const differences = differenceGradients(scenario);
        const exact = simulate(scenario, 'f64');
        for (const kind of ['sharedGradient', 'sampledGradient'] as const) {
          expect(distance(exact[kind], differences[kind])).toBeLessThan(2e-6);
        }
      }),
      runs,
    );
  });
});

describe('a measurement on the way', () => {
  test('leaves a mixture: Z as it was, X and Y gone', () => {
    const gates = [gate('ry', [0], { angles: [0] }), measure(0, 0)];
    const [x, y, zz] = values(1, gates, [read('X', 0), read('Y', 0), read('Z', 0)]);
    expect(x).toBeCloseTo(0, 14);
    expect(y).toBeCloseTo(0, 14);
    expect(zz).toBeCloseTo(Math.cos(0.7), 14);
  });

  test('between two Hadamards makes a coin of what came back before', () => {
    const turns = (between: readonly Gate[]) =>
      values(1, [gate('h', [0]), ...between, gate('h', [0])], [z(0)])[0];
    expect(turns([])).toBeCloseTo(1, 14);
    expect(turns([measure(0, 0)])).toBeCloseTo(0, 14);
  });

  test('teleports a state by two outcomes', () => {
    const gates = [
      gate('ry', [0], { angles: [0] }),
      gate('rz', [0], { angles: [1] }),
      gate('h', [1]),
      gate('x', [2], { controls: [1] }),
      gate('x', [1], { controls: [0] }),
      gate('h', [0]),
      measure(0, 0),
      measure(1, 1),
      gate('x', [2], when(1)),
      gate('z', [2], when(0)),
    ];
    const sent = [gate('ry', [0], { angles: [0] }), gate('rz', [0], { angles: [1] })];
    const paulis = ['X', 'Y', 'Z'] as const;
    const arrived = values(
      3,
      gates,
      paulis.map((pauli) => read(pauli, 2)),
    );
    const expected = values(
      1,
      sent,
      paulis.map((pauli) => read(pauli, 0)),
    );
    expect(distance(arrived, expected)).toBeLessThan(1e-14);
  });

  test('decides between two gates, and on a gate of the measured qubit itself', () => {
    const start = [gate('ry', [0], { angles: [0] }), measure(0, 0)];
    const [both] = values(
      2,
      [...start, gate('x', [1], when(0)), gate('h', [1], unless(0))],
      [z(1)],
    );
    expect(both).toBeCloseTo(-(Math.sin(0.35) ** 2), 14);
    const [cleared] = values(1, [...start, gate('x', [0], when(0))], [z(0)]);
    expect(cleared).toBeCloseTo(1, 14);
  });
});

describe('a reset on the way', () => {
  test('takes a qubit out of its entanglement and starts it over', () => {
    const gates = [gate('h', [0]), gate('x', [1], { controls: [0] }), reset(0)];
    const pair: Measurement = {
      kind: 'expectation',
      terms: [
        {
          coefficient: 1,
          factors: [
            { qubit: 0, pauli: 'X' },
            { qubit: 1, pauli: 'X' },
          ],
        },
      ],
    };
    const [first, second, joint] = values(2, gates, [z(0), z(1), pair]);
    expect(first).toBeCloseTo(1, 14);
    expect(second).toBeCloseTo(0, 14);
    expect(joint).toBeCloseTo(0, 14);
  });
});

describe('qubits that measurements and resets add', () => {
  const simulated = (gates: readonly Gate[], measurements = [z(0), z(1)]): number =>
    simulatedQubits(circuitOf(2, { angles: [affine(0.7)], gates, measurements }));

  test('are none where the measured qubit only controls, turns its phase and is read in Z', () => {
    expect(
      simulated([
        gate('h', [0]),
        measure(0, 0),
        gate('x', [1], when(0)),
        gate('rz', [0], { angles: [0] }),
        gate('x', [1], { controls: [0] }),
      ]),
    ).toBe(2);
  });

  test('are one where it goes on otherwise, and no further one where it is measured again', () => {
    const again = [gate('h', [0]), measure(0, 0), measure(0, 1), gate('h', [0])];
    expect(simulated(again)).toBe(3);
    expect(simulated([gate('h', [0]), measure(0, 0)], [read('X', 0)])).toBe(3);
  });

  test('are one for each reset of a qubit that is used again, and not for the first', () => {
    const use = gate('x', [1], { controls: [0] });
    expect(simulated([reset(0), gate('h', [0]), use, reset(0), gate('h', [0]), use])).toBe(3);
  });

  test('count towards what is too large for a state of amplitudes', () => {
    const rounds = Array.from({ length: 9 }, () => [
      gate('h', [0]),
      gate('x', [1], { controls: [0] }),
      reset(0),
    ]);
    const tied = Array.from({ length: 18 }, (_, q) => gate('x', [q + 2], { controls: [q + 1] }));
    const circuit = circuitOf(20, { gates: [...rounds.flat(), ...tied], measurements: [z(19)] });
    expect(simulatedQubits(circuit)).toBe(28);
    const simulator = createSimulator(circuit, { precision: 'f32', sampled: [] });
    expect(simulator.truncation).toBeDefined();
    expect(memoryNeeded(circuit, 1, 'f32')).toBeLessThan(2 ** 24);
  });

  test('take no room in the state as long as they are copies', () => {
    const gates = [gate('h', [0]), measure(0, 0)];
    const circuit = circuitOf(2, { gates, measurements: [read('X', 0), z(1)] });
    expect(planCircuit(circuit, { sampled: [] }).bits).toBe(1);
  });
});
