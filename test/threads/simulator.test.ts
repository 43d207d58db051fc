import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { workloadW } from '../../bench/workload.ts';
import { nodeThreads } from '../../runtime/node/threads.ts';
import { createSimulator } from '../../runtime/simulate/index.ts';
import { KEEP_LIMITS, type KeepLimits } from '../../runtime/simulate/run/programs.ts';
import type { Simulator } from '../../runtime/simulate/simulator.ts';
import { noPool, type Pool } from '../../runtime/threads/pool.ts';
import { type Scenario, scenarios } from '../simulate/random-circuit.ts';
import { type Result, splitLeaves } from '../simulate/run.ts';

/** However little there is to do, it is shared: a chunk is a tile. */
const SHARED = { chunk: 0, sum: 0, run: 0 };
const LIMITS: Readonly<Record<string, KeepLimits>> = {
  kept: KEEP_LIMITS,
  'computed again': { batch: 0, tile: 2 ** 30 },
  undone: { batch: 0, tile: 0 },
};

describe('any number of threads gives the same bits', () => {
  const pools: Pool[] = [noPool, nodeThreads(2, 'always'), nodeThreads(3, 'always')];

  beforeAll(async () => {
    for (const pool of pools.slice(1)) {
      const site = pool.attach(pool.createMemory());
      while (site.expect(1000) < pool.most) await setTimeout(5);
    }
  });

  test.each(Object.keys(LIMITS))('on random circuits, states %s', { timeout: 120_000 }, (name) => {
    fc.assert(
      fc.property(
        scenarios({ qubits: 6, gates: 30 }),
        fc.constantFrom('f32' as const, 'f64' as const),
        fc.constantFrom('generic' as const, 'generated' as const),
        (scenario, precision, kernels) => {
          const many = repeat(scenario, 24);
          const [one, ...others] = pools.map((pool) => {
            const { circuit, sampled } = many;
            const options = { precision, sampled, kernels, pool };
            const limits = { ...LIMITS[name]!, ...SHARED };
            return step(createSimulator(circuit, options, limits), many);
          });
          for (const other of others) expect(other).toEqual(one);
        },
      ),
      { numRuns: process.env['QMM_NIGHTLY'] === undefined ? 40 : 1000, seed: 37 },
    );
  });

  test('on workload W, from step to step, over the start of threads and generated kernels', async () => {
    const { circuit, sampled } = workloadW(8, 6);
    const options = { precision: 'f32' as const, sampled };
    const scenario = layers(circuit, sampled, 200);
    const expected = step(createSimulator(circuit, { ...options, kernels: 'generic' }), scenario);
    const pool = nodeThreads(2);
    const simulator = createSimulator(circuit, { ...options, pool });
    for (let round = 0; round < 60; round++) {
      expect(step(simulator, scenario)).toEqual(expected);
      await setTimeout(1);
    }
  });

  test('for batches of changing size', () => {
    const { circuit, sampled } = workloadW(6, 3);
    const [one, two] = pools.map((pool) =>
      createSimulator(circuit, { precision: 'f32', sampled, pool }, { ...KEEP_LIMITS, ...SHARED }),
    ) as [Simulator, Simulator];
    for (const batch of [64, 3, 200, 64, 1, 33, 1000, 8]) {
      const scenario = layers(circuit, sampled, batch);
      expect(step(two, scenario)).toEqual(step(one, scenario));
    }
  });
});

test('threads take no more memory than there is', () => {
  const { circuit, sampled } = workloadW(8, 6);
  const scenario = layers(circuit, sampled, 64);
  const memory = 2 * 2 ** 20;
  const expected = step(createSimulator(circuit, { precision: 'f32', sampled }), scenario);
  const options = { precision: 'f32', sampled, memory, pool: pretended(64) } as const;
  expect(step(createSimulator(circuit, options), scenario)).toEqual(expected);
});

/** Says that there are threads, all of which are this one. */
function pretended(most: number): Pool {
  return {
    ...noPool,
    most,
    attach: (memory) => ({ ...noPool.attach(memory), expect: () => most }),
  };
}

function layers(
  circuit: Scenario['circuit'],
  sampled: readonly boolean[],
  batch: number,
): Scenario {
  const outputs = circuit.measurements.length;
  return {
    circuit,
    sampled,
    batch,
    leaves: Array.from({ length: batch }, (_, i) =>
      sampled.map((own, leaf) => 3 * Math.sin(leaf + (own ? 10 * i : 0))),
    ),
    outputGradient: Float64Array.from({ length: batch * outputs }, (_, i) => Math.cos(i)),
  };
}

/** The samples again and again, and values that differ. */
function repeat(scenario: Scenario, times: number): Scenario {
  const { leaves, sampled, outputGradient, batch } = scenario;
  const copies = Array.from({ length: times }, (_, copy) => copy);
  return {
    ...scenario,
    batch: batch * times,
    leaves: copies.flatMap((copy) =>
      leaves.map((row) => row.map((value, leaf) => value + (sampled[leaf] ? 0.1 * copy : 0))),
    ),
    outputGradient: Float64Array.from(copies.flatMap(() => [...outputGradient])),
  };
}

function step(simulator: Simulator, scenario: Scenario): Result {
  const { shared, own } = splitLeaves(scenario);
  const { batch, outputGradient } = scenario;
  const values = new Float64Array(batch * simulator.outputs);
  const sharedGradient = new Float64Array(simulator.sharedLeaves);
  const sampledGradient = new Float64Array(batch * simulator.sampledLeaves);
  simulator.forward(shared, own, batch, values);
  simulator.backward(outputGradient, batch, sharedGradient, sampledGradient);
  return { values, sharedGradient, sampledGradient };
}
