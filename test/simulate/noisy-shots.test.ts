import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../runtime/data/random.ts';
import type { NoiseModel } from '../../runtime/program/index.ts';
import { createSimulator, executeCircuit } from '../../runtime/simulate/index.ts';
import type { Simulator } from '../../runtime/simulate/simulator.ts';
import { affine, circuitOf, dynamicScenarios, gate, scenarios } from './random-circuit.ts';
import type { Scenario } from './random-circuit.ts';
import { noiseModels } from './random-noise.ts';
import { distance, splitLeaves } from './run.ts';
import type { Result } from './run.ts';

const timeout = 60_000;

const noisy = (limits: Parameters<typeof scenarios>[0], dynamic: boolean) =>
  (dynamic ? dynamicScenarios(limits) : scenarios(limits)).chain((scenario) =>
    noiseModels(scenario.circuit.qubits.length).map((noise) => ({ scenario, noise })),
  );

function machine(scenario: Scenario, noise: NoiseModel, shots: number | null): Simulator {
  const random = randomStream(9, 'noisy');
  return executeCircuit(scenario.circuit, {
    precision: 'f64',
    sampled: scenario.sampled,
    execution: { shots, noise, seed: 0 },
    gradient: 'shift',
    random: () => random,
  });
}

function resultOf(simulator: Simulator, scenario: Scenario): Result {
  const { batch, outputGradient } = scenario;
  const { shared, own } = splitLeaves(scenario);
  const values = new Float64Array(batch * simulator.outputs);
  const sharedGradient = new Float64Array(simulator.sharedLeaves);
  const sampledGradient = new Float64Array(batch * simulator.sampledLeaves);
  simulator.forward(shared, own, batch, values);
  simulator.backward(outputGradient, batch, sharedGradient, sampledGradient);
  return { values, sharedGradient, sampledGradient };
}

describe('under noise', () => {
  test.each([false, true])(
    'parameter-shift is the adjoint gradient; outcomes on the way: %s',
    { timeout },
    (dynamic) => {
      fc.assert(
        fc.property(noisy({ qubits: 3, gates: 9 }, dynamic), ({ scenario, noise }) => {
          const { circuit, sampled } = scenario;
          const exact = createSimulator(circuit, { precision: 'f64', sampled, noise });
          const adjoint = resultOf(exact, scenario);
          const shifted = resultOf(machine(scenario, noise, null), scenario);
          for (const kind of ['sharedGradient', 'sampledGradient'] as const) {
            expect(distance(shifted[kind], adjoint[kind])).toBeLessThan(1e-9);
          }
        }),
        { numRuns: 80, seed: 6 },
      );
    },
  );

  test('shots are within five standard errors of the noisy values', { timeout }, () => {
    const shots = 4000;
    fc.assert(
      fc.property(noisy({ qubits: 3, gates: 10 }, false), ({ scenario, noise }) => {
        const { circuit, sampled } = scenario;
        const exact = createSimulator(circuit, { precision: 'f64', sampled, noise });
        const told = resultOf(machine(scenario, noise, shots), scenario).values;
        // Coefficients of a measurement add up to 4 at most.
        expect(distance(told, resultOf(exact, scenario).values)).toBeLessThan(
          (4 * 5) / Math.sqrt(shots),
        );
      }),
      { numRuns: 80, seed: 7 },
    );
  });

  test('changes of the basis are no gates that fail', () => {
    const circuit = circuitOf(1, {
      angles: [affine(Math.PI / 2)],
      gates: [gate('ry', [0], { angles: [0] })],
      measurements: [
        { kind: 'expectation', terms: [{ coefficient: 1, factors: [{ qubit: 0, pauli: 'X' }] }] },
      ],
    });
    const noise: NoiseModel = {
      gates: [{ after: { gate: 'h' }, on: null, channel: { kind: 'depolarize', probability: 1 } }],
      readout: [],
    };
    const scenario = {
      circuit,
      sampled: [],
      batch: 1,
      leaves: [[]],
      outputGradient: Float64Array.of(1),
    };
    expect(resultOf(machine(scenario, noise, 100), scenario).values[0]).toBe(1);
  });
});
