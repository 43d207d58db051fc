import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workloadW } from '../../bench/workload.ts';
import { createSimulator, planCircuit } from '../../runtime/simulate/index.ts';
import type { KeepLimits, ProgramPair } from '../../runtime/simulate/run/programs.ts';
import { KEEP_LIMITS, writePrograms } from '../../runtime/simulate/run/programs.ts';
import { createTuner } from '../../runtime/simulate/run/tuning.ts';
import type { KernelChoice, Simulator } from '../../runtime/simulate/simulator.ts';
import { nodeThreads } from '../../runtime/node/threads.ts';
import { noPool, type Pool } from '../../runtime/threads/pool.ts';
import { type Scenario, scenarios } from './random-circuit.ts';
import { type Result, splitLeaves } from './run.ts';

/** Kernels that are written for vectors to be joined, whether or not the engine does. */
const joiningPool: Pool = { ...noPool, joinsVectors: () => true };

const LIMITS: Readonly<Record<string, KeepLimits>> = {
  kept: KEEP_LIMITS,
  'computed again': { batch: 0, tile: 2 ** 30 },
  undone: { batch: 0, tile: 0 },
};

describe('generated kernels give the same bits as generic ones', () => {
  test.each(Object.keys(LIMITS))('on random circuits, states %s', { timeout: 120_000 }, (name) => {
    fc.assert(
      fc.property(
        scenarios({ qubits: 6, gates: 30 }),
        fc.constantFrom('f32' as const, 'f64' as const),
        fc.constantFrom(noPool, joiningPool),
        (scenario, precision, pool) => {
          const limits = LIMITS[name]!;
          const results = (['generic', 'generated'] as const).map((kernels) =>
            step(simulatorOf(scenario, { kernels, precision, limits, pool }), scenario),
          );
          expect(results[1]).toEqual(results[0]);
        },
      ),
      { numRuns: process.env['QMM_NIGHTLY'] === undefined ? 60 : 2000, seed: 31 },
    );
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('on workload W with %i qubits', (qubits) => {
    const scenario = layers(qubits);
    for (const precision of ['f32', 'f64'] as const) {
      for (const limits of Object.values(LIMITS)) {
        const [generic, ...others] = [
          { kernels: 'generic' as const, pool: noPool },
          { kernels: 'generated' as const, pool: noPool },
          { kernels: 'generated' as const, pool: joiningPool },
        ].map((how) => step(simulatorOf(scenario, { ...how, precision, limits }), scenario));
        for (const other of others) expect(other).toEqual(generic);
      }
    }
  });

  test('whenever they are swapped in', { timeout: 60_000 }, async () => {
    const scenario = layers(8);
    const options = { precision: 'f32' as const, limits: KEEP_LIMITS, pool: nodeThreads(1) };
    const simulator = simulatorOf(scenario, { ...options, kernels: 'background' });
    const expected = step(simulatorOf(scenario, { ...options, kernels: 'generic' }), scenario);
    for (let round = 0; round < 40; round++) {
      for (let i = 0; i < 300; i++) simulator.forward(...inputs(scenario), new Float64Array(24));
      expect(step(simulator, scenario)).toEqual(expected);
      await setTimeout(0);
    }
  });
});

test('kernels are generated in the background once there is enough work, and swapped in once', async () => {
  const { circuit, sampled } = workloadW(3, 2);
  const pair = writePrograms(planCircuit(circuit, { sampled }), 'f32').pair('keep', 'fast');
  expect(pair.forward.generated).not.toEqual([]);
  const swapped: ProgramPair[] = [];
  const tuner = createTuner('background', 'f32', {
    parts: () => 'paired',
    swap: (one) => swapped.push(one),
  });
  tuner.step(pair, 10);
  await setTimeout(20);
  tuner.step(pair, 10);
  expect(swapped).toEqual([]);
  tuner.step(pair, 1e12);
  expect(swapped).toEqual([]);
  for (let i = 0; i < 500 && swapped.length === 0; i++) {
    await setTimeout(5);
    tuner.step(pair, 10);
  }
  tuner.step(pair, 1e12);
  expect(swapped).toEqual([pair]);
});

function simulatorOf(
  { circuit, sampled }: Scenario,
  options: {
    readonly kernels: KernelChoice;
    readonly precision: 'f32' | 'f64';
    readonly limits: KeepLimits;
    readonly pool: Pool;
  },
): Simulator {
  return createSimulator(circuit, { sampled, ...options }, options.limits);
}

function step(simulator: Simulator, scenario: Scenario): Result {
  const { batch } = scenario;
  const values = new Float64Array(batch * simulator.outputs);
  const sharedGradient = new Float64Array(simulator.sharedLeaves);
  const sampledGradient = new Float64Array(batch * simulator.sampledLeaves);
  simulator.forward(...inputs(scenario), values);
  simulator.backward(scenario.outputGradient, batch, sharedGradient, sampledGradient);
  return { values, sharedGradient, sampledGradient };
}

function inputs(scenario: Scenario): [shared: Float64Array, own: Float64Array, batch: number] {
  const { shared, own } = splitLeaves(scenario);
  return [shared, own, scenario.batch];
}

function layers(qubits: number): Scenario {
  const { circuit, sampled } = workloadW(qubits, 3);
  const batch = 3;
  return {
    circuit,
    sampled,
    batch,
    leaves: Array.from({ length: batch }, (_, b) =>
      sampled.map((own, leaf) => 3 * Math.sin(1 + 5 * leaf + (own ? 11 * b : 0))),
    ),
    outputGradient: Float64Array.from({ length: batch * qubits }, (_, i) => Math.sin(3 * i)),
  };
}
