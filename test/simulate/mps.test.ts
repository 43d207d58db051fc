import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Circuit, Gate } from '../../runtime/program/index.ts';
import {
  chainsOf,
  createSimulator,
  describeCircuit,
  memoryNeeded,
} from '../../runtime/simulate/index.ts';
import { deferMeasurements } from '../../runtime/simulate/lower/defer.ts';
import { createChainSimulator } from '../../runtime/simulate/mps/create.ts';
import { evolve } from '../../runtime/simulate/mps/evolve.ts';
import { createOverlap } from '../../runtime/simulate/mps/overlap.ts';
import { planChain } from '../../runtime/simulate/mps/plan.ts';
import type { Site } from '../../runtime/simulate/mps/site.ts';
import { countLosses, type Truncation } from '../../runtime/simulate/mps/truncation.ts';
import { denseOutputs } from '../support/dense.ts';
import {
  affine,
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
const runs = { numRuns: nightly ? 5_000 : 100, seed: 20_261_129 };
const timeout = nightly ? 600_000 : 60_000;

const UNLIMITED = { rank: Infinity, weight: 1e-28 };

function simulateChain(scenario: Scenario, cutoff = UNLIMITED): Result {
  const { sampled } = scenario;
  const circuit: Circuit = deferMeasurements(scenario.circuit);
  return simulateWith(createChainSimulator(circuit, { sampled }, cutoff), scenario);
}

describe('random circuits as matrix product states without a limit', () => {
  test('give the values of the dense reference', { timeout }, () => {
    fc.assert(
      fc.property(scenarios({ qubits: 6, gates: 18 }), (scenario) => {
        expect(distance(simulateChain(scenario).values, denseValues(scenario))).toBeLessThan(1e-9);
      }),
      runs,
    );
  });

  test('give the gradients that central differences give', { timeout }, () => {
    fc.assert(
      fc.property(scenarios({ qubits: 5, gates: 10 }), (scenario) => {
        const differences = differenceGradients(scenario);
        const exact = simulateChain(scenario);
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
        expect(distance(simulateChain(scenario).values, denseValues(scenario))).toBeLessThan(1e-9);
      }),
      runs,
    );
  });
});

const cx = (control: number, target: number): Gate => gate('x', [target], { controls: [control] });
const every = (count: number): number[] => Array.from({ length: count }, (_, q) => q);

/** What a circuit without weights gives, and what was left out for it. */
function run(circuit: Circuit): { readonly values: number[]; readonly truncation: Truncation } {
  const simulator = createChainSimulator(circuit, { sampled: [] });
  const values = new Float64Array(simulator.outputs);
  simulator.forward(new Float64Array(0), new Float64Array(0), 1, values);
  return { values: [...values], truncation: simulator.truncation!() };
}

/** Layers of RY and RZ with weights, each followed by a ring of CX. */
function ringCircuit(qubits: number, layers: number): Circuit {
  const gates = every(layers).flatMap((layer) => [
    ...every(qubits).flatMap((q) => [
      gate('ry', [q], { angles: [2 * (layer * qubits + q)] }),
      gate('rz', [q], { angles: [2 * (layer * qubits + q) + 1] }),
    ]),
    ...every(qubits).map((q) => cx(q, (q + 1) % qubits)),
  ]);
  const leaves = 2 * layers * qubits;
  const angles = every(leaves).map((leaf) => affine(0, [[leaf, 1]]));
  return circuitOf(qubits, { leaves, angles, gates });
}

describe('wide circuits with known answers', () => {
  test.for([50, 100])('a GHZ state of %i qubits', (qubits) => {
    const gates = [gate('h', [0]), ...every(qubits - 1).map((q) => cx(q, q + 1))];
    const measurements = [
      z(qubits - 1),
      word([0, 'Z'], [qubits - 1, 'Z']),
      word(...every(qubits).map((q) => [q, 'X'] as const)),
      { kind: 'probabilities' as const, qubits: [qubits - 1, 7, 0] },
      { kind: 'paulis' as const, qubits: [3, 40] },
    ];
    const circuit = circuitOf(qubits, { gates, measurements });
    const { values, truncation } = run(circuit);
    const paulis = every(16).map((index) => (index === 0 || index === 15 ? 1 : 0));
    const expected = [0, 1, 1, 0.5, 0, 0, 0, 0, 0, 0, 0.5, ...paulis];
    expect(distance(values, expected)).toBeLessThan(1e-12);
    expect(truncation).toEqual({ bond: 64, reached: 2, loss: 0, bound: 0 });
    // The simulator of all circuits takes the same way.
    const all = createSimulator(circuit, { precision: 'f32', sampled: [] });
    const out = new Float64Array(all.outputs);
    all.forward(new Float64Array(0), new Float64Array(0), 1, out);
    expect(distance(out, expected)).toBeLessThan(1e-12);
  });

  test('a GHZ state that grows from one qubit by gates across the whole chain', () => {
    const gates = [gate('h', [30]), ...every(60).flatMap((q) => (q === 30 ? [] : [cx(30, q)]))];
    const measurements = [word([0, 'Z'], [59, 'Z']), z(12)];
    const { values } = run(circuitOf(60, { gates, measurements }));
    expect(distance(values, [1, 0])).toBeLessThan(1e-12);
  });

  test('a cluster state: every stabiliser is 1, every other word 0', () => {
    const qubits = 50;
    const gates = [
      ...every(qubits).map((q) => gate('h', [q])),
      ...every(qubits - 1).map((q) => gate('z', [q + 1], { controls: [q] })),
    ];
    const stabilisers = every(qubits - 2).map((q) => word([q, 'Z'], [q + 1, 'X'], [q + 2, 'Z']));
    const measurements = [...stabilisers, word([20, 'X'], [21, 'X']), z(5)];
    const { values } = run(circuitOf(qubits, { gates, measurements }));
    expect(distance(values, [...stabilisers.map(() => 1), 0, 0])).toBeLessThan(1e-12);
  });

  test('a product state: the product of cosines', () => {
    const angles = every(70).map((q) => affine(0.02 * q));
    const gates = every(70).map((q) => gate('ry', [q], { angles: [q] }));
    const measurements = [word(...every(70).map((q) => [q, 'Z'] as const))];
    const { values, truncation } = run(circuitOf(70, { angles, gates, measurements }));
    const expected = every(70).reduce((product, q) => product * Math.cos(0.02 * q), 1);
    expect(values[0]).toBeCloseTo(expected, 14);
    expect(truncation.reached).toBe(1);
  });

  test('pairs from end to end are neighbours on the chain', () => {
    const gates = every(30).flatMap((q) => [gate('h', [q]), cx(q, 59 - q)]);
    const measurements = [word([0, 'X'], [59, 'X']), word([29, 'Y'], [30, 'Y'])];
    const { values, truncation } = run(circuitOf(60, { gates, measurements }));
    expect(distance(values, [1, -1])).toBeLessThan(1e-12);
    expect(truncation.reached).toBe(2);
  });
});

describe('circuits that both engines run', () => {
  test.for([
    ['a brick wall', brickCircuit(30, 2, [z(3), word([10, 'X'], [12, 'Y']), z(29)])],
    ['rings', ringCircuit(9, 2)],
  ] as const)('%s: values and gradients of the exact engine', ([, circuit]) => {
    const scenario = scenarioOf(circuit, someNumbers(circuit.leaves.length));
    const exact = simulate(scenario, 'f64');
    const chain = simulateChain(scenario);
    for (const kind of ['values', 'sharedGradient', 'sampledGradient'] as const) {
      expect(distance(chain[kind], exact[kind])).toBeLessThan(1e-9);
      expect(Math.max(...exact[kind].map(Math.abs))).toBeGreaterThan(0.1);
    }
  });
});

describe('a state that does not fit its bonds', () => {
  const qubits = 10;
  const circuit = brickCircuit(qubits, 8, [{ kind: 'amplitudes', qubits: every(qubits) }]);
  const leaves = someNumbers(circuit.leaves.length);
  const amplitudes = denseOutputs(circuit, leaves);

  /** `1 - |<exact|kept>|^2` */
  function infidelity(sites: readonly Site[]): number {
    const zero: Site = { left: 1, right: 1, re: Float64Array.of(1, 0), im: Float64Array.of(0, 0) };
    const one: Site = { ...zero, re: Float64Array.of(0, 1) };
    let [re, im] = [0, 0];
    for (let label = 0; label < 2 ** qubits; label++) {
      const bra = every(qubits).map((q) => ((label >> (qubits - 1 - q)) & 1 ? one : zero));
      const kept = createOverlap(bra, sites).value(new Map());
      const [x, y] = [amplitudes[2 * label]!, amplitudes[2 * label + 1]!];
      re += x * kept.re + y * kept.im;
      im += x * kept.im - y * kept.re;
    }
    return 1 - re * re - im * im;
  }

  test.for([2, 3, 4, 6, 8, 12])('keeps what it says with bonds of %i values', (rank) => {
    const plan = planChain({ ...circuit, measurements: [] });
    const angles = (step: number): number[] =>
      plan.steps[step]!.angles.map(({ constant, terms }) =>
        terms.reduce((sum, { leaf, coefficient }) => sum + coefficient * leaves[leaf]!, constant),
      );
    const losses = countLosses();
    const { sites } = evolve(plan, angles, { rank, weight: 1e-20 }, losses.note);
    const { loss, bound, reached } = losses.total();
    const truth = infidelity(sites);
    expect(reached).toBe(rank);
    expect(loss).toBeGreaterThan(1e-8);
    expect(truth).toBeLessThanOrEqual(bound);
    // The estimate takes what cuts lose as independent.
    expect(truth / loss).toBeGreaterThan(0.5);
    expect(truth / loss).toBeLessThan(2);
  });

  test('is exact where bonds are as wide as it needs', () => {
    const plan = planChain({ ...circuit, measurements: [z(3)] });
    expect(plan.sites).toBe(qubits);
    const scenario = scenarioOf({ ...circuit, measurements: [z(3)] }, leaves);
    const reference = denseOutputs(scenario.circuit, leaves);
    expect(
      distance(simulateChain(scenario, { rank: 32, weight: 1e-20 }).values, reference),
    ).toBeLessThan(1e-9);
  });
});

describe('what a wide circuit may read', () => {
  const gates = [gate('h', [0]), ...every(29).map((q) => cx(q, q + 1))];
  const read = (count: number): Circuit =>
    circuitOf(30, {
      gates,
      measurements: [{ kind: 'probabilities', qubits: every(30).slice(-count) }],
    });

  test('are probabilities of a few qubits', () => {
    const { values } = run(read(3));
    expect(distance(values, [0.5, 0, 0, 0, 0, 0, 0, 0.5])).toBeLessThan(1e-12);
  });

  test('are not those of many: refused at once, with the number and what to do', () => {
    for (const count of [15, 30]) {
      expect(() => createSimulator(read(count), { precision: 'f64', sampled: [] })).toThrow(
        `A readout has 2^${count} values and depends on 30 qubits`,
      );
    }
    expect(memoryNeeded(read(30), 4, 'f64')).toBe(2 ** 36);
  });
});

describe('what chains will take', () => {
  test('is told before they run: nothing where light cones are small', () => {
    expect(chainsOf(brickCircuit(60, 2, [z(30)]))).toEqual([]);
  });

  test('names the state and those of smaller readouts beside it', () => {
    const wide = { ...ringCircuit(40, 1), measurements: [z(39)] };
    const sampled = wide.leaves.map(() => false);
    const batch = { samples: 4, precision: 'f32' as const, differentiate: true };
    expect(describeCircuit(wide, sampled, batch)).toEqual({
      engine: 'a matrix product state of 40 qubits, one sample at a time',
      plans: [],
    });
    const both = describeCircuit({ ...wide, measurements: [z(39), z(2)] }, sampled, batch);
    expect(both.engine).toMatch(/^a matrix product state of 40 qubits, .*; 1 state, since /);
    expect(both.plans).toHaveLength(1);
  });

  test('grows with the bonds that gates can make, up to the limit', () => {
    const seconds = [1, 2, 3, 4].map(
      (layers) => chainsOf(ringCircuit(40, layers))[0]!.seconds.both,
    );
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
    expect(seconds[3]! / seconds[0]!).toBeGreaterThan(100);
    const [one, two] = [1, 2].map((layers) => chainsOf(ringCircuit(40, layers))[0]!.bytes);
    expect(one).toBeLessThan(two!);
    expect(two).toBeLessThan(2 ** 23);
  });
});
