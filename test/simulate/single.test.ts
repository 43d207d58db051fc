import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planCircuit } from '../../runtime/simulate/index.ts';
import type { ChunkLimits } from '../../runtime/simulate/single/schedule.ts';
import { createSingle } from '../../runtime/simulate/single/single.ts';
import type { Precision } from '../../runtime/simulate/wasm/vector.ts';
import { type Scenario, scenarios } from './random-circuit.ts';
import { denseValues, distance, type Result, simulate, splitLeaves } from './run.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
const timeout = nightly ? 600_000 : 60_000;

/** From one chunk for all to many that are gathered row by row. */
const CHUNKS: readonly ChunkLimits[] = [
  { size: 14, row: 6 },
  { size: 5, row: 3 },
  { size: 4, row: 2 },
  { size: 3, row: 2 },
];

describe('a state with its amplitudes in the lanes', () => {
  test.each(CHUNKS)('gives the values of the dense reference, chunks %j', { timeout }, (chunks) => {
    fc.assert(
      fc.property(scenarios({ qubits: 6, gates: 24 }), (scenario) => {
        const reference = denseValues(scenario);
        expect(distance(single(scenario, 'f64', chunks).values, reference)).toBeLessThan(1e-12);
        expect(distance(single(scenario, 'f32', chunks).values, reference)).toBeLessThan(1e-5);
      }),
      { numRuns: nightly ? 3000 : 60, seed: 7 },
    );
  });

  test.each(CHUNKS)(
    'gives the gradients of the batched engine, chunks %j',
    { timeout },
    (chunks) => {
      fc.assert(
        fc.property(scenarios({ qubits: 6, gates: 24 }), (scenario) => {
          const reference = simulate(scenario, 'f64');
          for (const precision of ['f32', 'f64'] as const) {
            const result = single(scenario, precision, chunks);
            for (const kind of ['values', 'sharedGradient', 'sampledGradient'] as const) {
              expect(distance(result[kind], reference[kind])).toBeLessThan(
                precision === 'f64' ? 1e-11 : 1e-4,
              );
            }
          }
        }),
        { numRuns: nightly ? 3000 : 60, seed: 8 },
      );
    },
  );
});

function single(scenario: Scenario, precision: Precision, chunks: ChunkLimits): Result {
  const { circuit, sampled, batch, outputGradient } = scenario;
  const plan = planCircuit(circuit, { sampled });
  const simulator = createSingle(plan, precision, { sampled, available: 2 ** 30, chunks });
  const { shared, own } = splitLeaves(scenario);
  const values = new Float64Array(batch * simulator.outputs);
  const sharedGradient = new Float64Array(simulator.sharedLeaves);
  const sampledGradient = new Float64Array(batch * simulator.sampledLeaves);
  simulator.forward(shared, own, batch, values);
  simulator.backward(outputGradient, batch, sharedGradient, sampledGradient);
  return { values, sharedGradient, sampledGradient };
}
