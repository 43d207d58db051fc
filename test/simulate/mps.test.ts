import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Circuit } from '../../runtime/program/index.ts';
import { deferMeasurements } from '../../runtime/simulate/lower/defer.ts';
import { createChainSimulator } from '../../runtime/simulate/mps/create.ts';
import { dynamicScenarios, type Scenario, scenarios } from './random-circuit.ts';
import { denseValues, differenceGradients, distance, type Result, simulateWith } from './run.ts';

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
