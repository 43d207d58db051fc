import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Circuit, Measurement } from '../../runtime/program/index.ts';
import { createCones } from '../../runtime/simulate/cones/create.ts';
import { type Cut, cutIntoCones } from '../../runtime/simulate/cones/cut.ts';
import { createSimulator, memoryNeeded } from '../../runtime/simulate/index.ts';
import {
  circuitOf,
  dynamicScenarios,
  gate,
  type Scenario,
  scenarios,
  z,
} from './random-circuit.ts';
import {
  denseValues,
  differenceGradients,
  distance,
  type Result,
  simulate,
  simulateWith,
} from './run.ts';
import { brickCircuit, scenarioOf, someNumbers, word } from './wide-circuits.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
const runs = { numRuns: nightly ? 5_000 : 150, seed: 20_261_128 };
const timeout = nightly ? 600_000 : 60_000;

/** Although it would fit. */
function cutAnyway(circuit: Circuit): Cut {
  return cutIntoCones(circuit, undefined, { whole: 0, state: 26 })!;
}

function simulateCut(scenario: Scenario): Result {
  const { circuit, sampled } = scenario;
  const cut = cutAnyway(circuit);
  const simulator = createCones(cut, { precision: 'f64', sampled }, (part, options) =>
    createSimulator(part, options),
  );
  return simulateWith(simulator, scenario);
}

const sizes = (circuit: Circuit): number[] =>
  cutAnyway(circuit).parts.map((part) => part.circuit.qubits.length);

describe('random circuits that are cut', () => {
  test('give the values of the dense reference', { timeout }, () => {
    fc.assert(
      fc.property(scenarios({ qubits: 6, gates: 14 }), (scenario) => {
        expect(distance(simulateCut(scenario).values, denseValues(scenario))).toBeLessThan(1e-12);
      }),
      runs,
    );
  });

  test('give the gradients that central differences give', { timeout }, () => {
    fc.assert(
      fc.property(scenarios({ qubits: 5, gates: 9 }), (scenario) => {
        const differences = differenceGradients(scenario);
        const exact = simulateCut(scenario);
        for (const kind of ['sharedGradient', 'sampledGradient'] as const) {
          expect(distance(exact[kind], differences[kind])).toBeLessThan(2e-6);
        }
      }),
      runs,
    );
  });

  test('and measure on the way give the average over all outcomes', { timeout }, () => {
    fc.assert(
      fc.property(dynamicScenarios({ qubits: 4, gates: 9 }), (scenario) => {
        expect(distance(simulateCut(scenario).values, denseValues(scenario))).toBeLessThan(1e-12);
      }),
      runs,
    );
  });
});

describe('a light cone', () => {
  const readZ = (qubit: number, gates: Circuit['gates']): number[] =>
    sizes(circuitOf(4, { gates, measurements: [z(qubit)] }));

  test('holds what a gate ties to the measured qubit', () => {
    expect(readZ(1, [gate('h', [0]), gate('x', [1], { controls: [0] })])).toEqual([2]);
  });

  test('leaves out controls and diagonals of a Z readout', () => {
    const gates = [
      gate('h', [0]),
      gate('x', [1], { controls: [0] }),
      gate('z', [2], { controls: [0] }),
    ];
    expect(readZ(0, gates)).toEqual([1]);
  });

  test('leaves out an XX rotation of an X readout, and only of that', () => {
    const parts = { angles: brickCircuit(2, 1, []).angles, leaves: 2 };
    const gates = [gate('rxx', [0, 1], { angles: [0] })];
    expect(sizes(circuitOf(2, { ...parts, gates, measurements: [word([0, 'X'])] }))).toEqual([1]);
    expect(sizes(circuitOf(2, { ...parts, gates, measurements: [word([0, 'Y'])] }))).toEqual([2]);
  });

  test('goes where a swap brings it', () => {
    const gates = [gate('h', [3]), gate('x', [2], { controls: [3] }), gate('swap', [0, 1])];
    expect(readZ(1, gates)).toEqual([2]);
  });
});

describe('a wide circuit', () => {
  test('of 60 qubits and three layers is cut into small states, and has the values of a narrow one', () => {
    const qubits = 60;
    const measurements: Measurement[] = [
      ...Array.from({ length: qubits }, (_, q) => z(q)),
      word([29, 'X'], [30, 'Y']),
    ];
    const circuit = brickCircuit(qubits, 3, measurements);
    const leaves = someNumbers(circuit.leaves.length);
    const wide = simulate(scenarioOf(circuit, leaves), 'f64');
    expect(Math.max(...sizes(circuit))).toBeLessThanOrEqual(12);
    // A qubit in the middle of a narrow circuit, whose gates are those around it in the wide one.
    const narrow = cutAnyway({ ...circuit, measurements: [z(30)] }).parts[0]!;
    const alone = simulate(
      scenarioOf(
        narrow.circuit,
        narrow.leaves.map((leaf) => leaves[leaf]!),
      ),
      'f64',
    );
    expect(wide.values[30]).toBeCloseTo(alone.values[0]!, 12);
  });

  test('has exact gradients', () => {
    const circuit = brickCircuit(30, 2, [
      z(3),
      word([10, 'X'], [11, 'X']),
      word([0, 'Z'], [29, 'Z']),
    ]);
    const scenario = scenarioOf(circuit, someNumbers(circuit.leaves.length));
    const { sharedGradient, sampledGradient } = simulate(scenario, 'f64');
    const loss = (leaves: readonly number[]): number =>
      simulate({ ...scenario, leaves: [leaves] }, 'f64').values.reduce(
        (sum, value, i) => sum + value * scenario.outputGradient[i]!,
        0,
      );
    const differences = scenario.leaves[0]!.map((value, leaf) => {
      const [more, less] = [1e-5, -1e-5].map((step) =>
        loss(scenario.leaves[0]!.with(leaf, value + step)),
      );
      return (more! - less!) / 2e-5;
    });
    const own = differences.filter((_, leaf) => leaf % 2 === 0);
    const common = differences.filter((_, leaf) => leaf % 2 === 1);
    expect(distance(sampledGradient, own)).toBeLessThan(1e-9);
    expect(distance(sharedGradient, common)).toBeLessThan(1e-9);
    expect(Math.max(...differences.map(Math.abs))).toBeGreaterThan(0.1);
  });

  test('reads words and probabilities of distant qubits as products', () => {
    // RY(a) on each of 50 qubits: the word of all Z has the product of all cosines.
    const qubits = 50;
    const all = Array.from({ length: qubits }, (_, q) => q);
    const single = brickCircuit(qubits, 1, []);
    const circuit = {
      ...single,
      gates: single.gates.filter(({ name }) => name === 'ry'),
      measurements: [
        word(...all.map((q) => [q, 'Z'] as const)),
        { kind: 'probabilities' as const, qubits: [40, 7] },
      ],
    };
    const leaves = circuit.leaves.map((_, leaf) => 0.01 * (leaf + 1));
    const scenario = { ...scenarioOf(circuit, leaves), outputGradient: new Float64Array(5) };
    const { values } = simulate(scenario, 'f64');
    const cosine = (q: number): number => Math.cos(0.01 * (q + 1));
    expect(values[0]).toBeCloseTo(
      all.reduce((product, q) => product * cosine(q), 1),
      12,
    );
    const p1 = (q: number): number => (1 - cosine(q)) / 2;
    expect(values[1]).toBeCloseTo((1 - p1(40)) * (1 - p1(7)), 12);
    expect(values[2]).toBeCloseTo((1 - p1(40)) * p1(7), 12);
    expect(values[3]).toBeCloseTo(p1(40) * (1 - p1(7)), 12);
    expect(values[4]).toBeCloseTo(p1(40) * p1(7), 12);
  });

  test('takes little memory', () => {
    const circuit = brickCircuit(60, 2, [z(5), z(50)]);
    expect(memoryNeeded(circuit, 8, 'f32')).toBeLessThan(2 ** 22);
  });
});

describe('a circuit that fits', () => {
  test('is cut where that saves much', () => {
    const measurements = Array.from({ length: 20 }, (_, q) => z(q));
    expect(cutIntoCones(brickCircuit(20, 2, measurements))).toBeDefined();
  });

  test('stays whole where it is small, or where its readouts need all of it', () => {
    expect(cutIntoCones(brickCircuit(6, 1, [z(0), z(5)]))).toBeUndefined();
    expect(cutIntoCones(brickCircuit(14, 14, [z(0), z(13)]))).toBeUndefined();
  });
});
