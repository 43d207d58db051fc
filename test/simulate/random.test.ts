import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarios } from './random-circuit.ts';
import { denseValues, differenceGradients, distance, simulate } from './run.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
const runs = { numRuns: nightly ? 10_000 : 250, seed: 20_261 };
const timeout = nightly ? 600_000 : 30_000;

describe('random circuits over all gates, controls, angles and measurements', () => {
  test('give the values of the dense reference', { timeout }, () => {
    fc.assert(
      fc.property(scenarios({ qubits: 6, gates: 24 }), (scenario) => {
        const reference = denseValues(scenario);
        expect(distance(simulate(scenario, 'f64').values, reference)).toBeLessThan(1e-12);
        expect(distance(simulate(scenario, 'f32').values, reference)).toBeLessThan(1e-5);
      }),
      runs,
    );
  });

  test('give the gradients that central differences give', { timeout }, () => {
    fc.assert(
      fc.property(scenarios({ qubits: 5, gates: 14 }), (scenario) => {
        const differences = differenceGradients(scenario);
        const exact = simulate(scenario, 'f64');
        const fast = simulate(scenario, 'f32');
        for (const kind of ['sharedGradient', 'sampledGradient'] as const) {
          expect(distance(exact[kind], differences[kind])).toBeLessThan(2e-6);
          expect(distance(fast[kind], exact[kind])).toBeLessThan(1e-4);
        }
      }),
      runs,
    );
  });
});
