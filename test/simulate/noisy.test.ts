import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NoiseModel } from '../../runtime/program/execution.ts';
import { createSimulator, memoryNeeded } from '../../runtime/simulate/index.ts';
import { createNoisySimulator, type NoisyLimits } from '../../runtime/simulate/noisy/create.ts';
import { noisyOutputs } from '../support/density.ts';
import {
  affine,
  circuitOf,
  dynamicScenarios,
  gate,
  type Scenario,
  scenarios,
  z,
} from './random-circuit.ts';
import { noiseModels } from './random-noise.ts';
import { distance, type Result, slopesOf, splitLeaves } from './run.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
const runs = { numRuns: nightly ? 5000 : 150, seed: 20_265 };
const timeout = nightly ? 1_200_000 : 60_000;

interface Noisy {
  readonly scenario: Scenario;
  readonly noise: NoiseModel;
}

const withNoise = (scenario: fc.Arbitrary<Scenario>): fc.Arbitrary<Noisy> =>
  scenario.chain((one) =>
    noiseModels(one.circuit.qubits.length).map((noise) => ({ scenario: one, noise })),
  );

function simulate(
  { scenario, noise }: Noisy,
  precision: 'f32' | 'f64',
  limits?: NoisyLimits,
): Result {
  const { circuit, sampled, batch, outputGradient } = scenario;
  const simulator = createNoisySimulator(circuit, noise, { precision, sampled }, limits);
  const { shared, own } = splitLeaves(scenario);
  const values = new Float64Array(batch * simulator.outputs);
  const sharedGradient = new Float64Array(simulator.sharedLeaves);
  const sampledGradient = new Float64Array(batch * simulator.sampledLeaves);
  simulator.forward(shared, own, batch, values);
  simulator.backward(outputGradient, batch, sharedGradient, sampledGradient);
  return { values, sharedGradient, sampledGradient };
}

function referenceValues({ scenario: { circuit, leaves }, noise }: Noisy): Float64Array {
  return Float64Array.from(leaves.flatMap((row) => noisyOutputs(circuit, noise, row)));
}

describe('random circuits with every channel', () => {
  test('give the values of the dense density matrix', { timeout }, () => {
    fc.assert(
      fc.property(withNoise(scenarios({ qubits: 4, gates: 16 })), (noisy) => {
        const reference = referenceValues(noisy);
        expect(distance(simulate(noisy, 'f64').values, reference)).toBeLessThan(1e-12);
        expect(distance(simulate(noisy, 'f32').values, reference)).toBeLessThan(1e-5);
      }),
      runs,
    );
  });

  test('give them with measurements, resets and conditions on the way', { timeout }, () => {
    fc.assert(
      fc.property(withNoise(dynamicScenarios({ qubits: 3, gates: 8 })), (noisy) => {
        const reference = referenceValues(noisy);
        expect(distance(simulate(noisy, 'f64').values, reference)).toBeLessThan(1e-12);
      }),
      runs,
    );
  });

  test.for<[string, NoisyLimits]>([
    ['kept', {}],
    ['made again', { mostKept: 0 }],
    ['made again in segments', { mostKept: 0, mostTileBytes: 0 }],
  ])('give the gradients that central differences give, states %s', { timeout }, ([, limits]) => {
    fc.assert(
      fc.property(
        withNoise(
          fc.oneof(scenarios({ qubits: 3, gates: 10 }), dynamicScenarios({ qubits: 2, gates: 6 })),
        ),
        (noisy) => {
          const { circuit } = noisy.scenario;
          const differences = slopesOf(noisy.scenario, (row) =>
            noisyOutputs(circuit, noisy.noise, row),
          );
          const exact = simulate(noisy, 'f64', limits);
          const fast = simulate(noisy, 'f32', limits);
          for (const kind of ['sharedGradient', 'sampledGradient'] as const) {
            expect(distance(exact[kind], differences[kind])).toBeLessThan(2e-6);
            expect(distance(fast[kind], exact[kind])).toBeLessThan(1e-4);
          }
        },
      ),
      runs,
    );
  });
});

describe('noise', () => {
  const none: NoiseModel = { gates: [], readout: [] };

  test('of nothing leaves the values that the state vector gives', () => {
    fc.assert(
      fc.property(scenarios({ qubits: 5, gates: 20 }), (scenario) => {
        const { circuit, sampled, batch } = scenario;
        const { shared, own } = splitLeaves(scenario);
        const [mixed, pure] = [none, null].map((noise) => {
          const simulator = createSimulator(circuit, { precision: 'f64', sampled, noise });
          const values = new Float64Array(batch * simulator.outputs);
          simulator.forward(shared, own, batch, values);
          return values;
        });
        expect(distance(mixed!, pure!)).toBeLessThan(1e-12);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test('shrinks what it should: a depolarized qubit, and one that is read wrongly', () => {
    const circuit = circuitOf(1, { gates: [gate('x', [0])] });
    const noise: NoiseModel = {
      gates: [{ after: 'every', on: null, channel: { kind: 'depolarize', probability: 0.1 } }],
      readout: [{ on: null, zeroAsOne: 0.02, oneAsZero: 0.06 }],
    };
    const simulator = createSimulator(circuit, { precision: 'f64', sampled: [], noise });
    const out = new Float64Array(1);
    simulator.forward(new Float64Array(0), new Float64Array(0), 1, out);
    // <Z> = -0.9, read as (0.06 - 0.02) + (1 - 0.08) <Z>.
    expect(out[0]).toBeCloseTo(0.04 - 0.92 * 0.9, 14);
  });

  test('acts in a circuit of ten qubits', () => {
    const angles = [affine(0, [[0, 1]])];
    const all = Array.from({ length: 10 }, (_, q) => q);
    const gates = [
      ...all.map((q) => gate('ry', [q], { angles: [0] })),
      ...all.map((q) => gate('z', [(q + 1) % 10], { controls: [q] })),
    ];
    const circuit = circuitOf(10, { leaves: 1, angles, gates });
    const noise: NoiseModel = {
      gates: [{ after: 'two_qubit', on: null, channel: { kind: 'damp', gamma: 0.2 } }],
      readout: [],
    };
    const simulator = createSimulator(circuit, { precision: 'f32', sampled: [false], noise });
    const out = new Float64Array(10);
    simulator.forward(Float64Array.of(1), new Float64Array(0), 1, out);
    // CZ leaves Z alone; each qubit is damped after both of its gates.
    for (const value of out) expect(value).toBeCloseTo(1 - 0.8 * 0.8 * (1 - Math.cos(1)), 5);
    const slope = new Float64Array(1);
    simulator.backward(new Float64Array(10).fill(1), 1, slope, new Float64Array(0));
    expect(slope[0]).toBeCloseTo(-10 * 0.64 * Math.sin(1), 4);
  });

  test('refuses amplitudes, which a mixed state does not have', () => {
    const circuit = circuitOf(2, {
      gates: [],
      measurements: [{ kind: 'amplitudes', qubits: [0, 1] }],
    });
    expect(() => createSimulator(circuit, { precision: 'f64', sampled: [], noise: none })).toThrow(
      /mixed state, which has no amplitudes/,
    );
  });

  test('is in the estimate of the memory: twice as much for a qubit is not enough', () => {
    const bytes = [5, 6, 7].map((qubits) => {
      const gates = Array.from({ length: qubits }, (_, q) => gate('h', [q]));
      return memoryNeeded(circuitOf(qubits, { gates }), 4, 'f32', none);
    });
    expect(bytes[1]! / bytes[0]!).toBeGreaterThan(3.5);
    expect(bytes[2]! / bytes[1]!).toBeGreaterThan(3.5);
    expect(memoryNeeded(circuitOf(16, { gates: [] }), 4, 'f32', none)).toBeGreaterThan(2 ** 37);
  });

  test('says how much memory many qubits would need, before it takes any', () => {
    const circuit = circuitOf(16, { gates: [], measurements: [z(0)] });
    expect(() => createSimulator(circuit, { precision: 'f32', sampled: [], noise: none })).toThrow(
      /Noise on a circuit of 16 qubits needs 260 GiB/,
    );
  });
});
