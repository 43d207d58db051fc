import { describe, expect, test } from 'vitest';
import { createSimulator } from '../../runtime/simulate/index.ts';
import { workloadW } from '../../bench/workload.ts';
import type { Scenario } from './random-circuit.ts';
import { denseValues, differenceGradients, distance, type Result, splitLeaves } from './run.ts';

/*
 * Fast rotations divide by the cosine of half the angle, which is zero at a half turn.
 */

const SPECIAL: Readonly<Record<string, number>> = {
  '0': 0,
  'pi / 2': Math.PI / 2,
  '-pi / 2': -Math.PI / 2,
  pi: Math.PI,
  '-pi': -Math.PI,
  'pi + 1e-6': Math.PI + 1e-6,
  'pi - 1e-6': Math.PI - 1e-6,
  '-pi + 1e-3': 1e-3 - Math.PI,
  '4 pi': 4 * Math.PI,
};
const QUBITS = 4;
const LAYERS = 3;
const keep = { batch: 2 ** 30, tile: 2 ** 30 };
const undo = { batch: 0, tile: 0 };

describe.each(Object.entries(SPECIAL))('rotations by %s', (_name, angle) => {
  test('are exact among others', () => {
    checkAll(weights((i) => (i % 7 === 3 ? angle : 2.5 * Math.sin(1 + 3 * i))));
  });

  test('are exact everywhere at once', () => {
    checkAll(weights(() => angle));
  });
});

test('weights that come and go from a half turn give the same bits as a fresh simulator', () => {
  const { circuit, sampled } = workloadW(QUBITS, LAYERS);
  const reused = createSimulator(circuit, { precision: 'f32', sampled });
  for (const angle of [1, Math.PI, -0.5, Math.PI + 1e-7, 0.25]) {
    const scenario = weights((i) => (i === 9 ? angle : Math.cos(i)));
    const fresh = createSimulator(circuit, { precision: 'f32', sampled });
    expect(stepOf(reused, scenario)).toEqual(stepOf(fresh, scenario));
  }
});

function checkAll(scenario: Scenario): void {
  const values = denseValues(scenario);
  const gradients = differenceGradients(scenario);
  for (const limits of [keep, undo]) {
    const exact = run(scenario, 'f64', limits);
    expect(distance(exact.values, values)).toBeLessThan(1e-13);
    expect(distance(exact.sharedGradient, gradients.sharedGradient)).toBeLessThan(1e-8);
    expect(distance(exact.sampledGradient, gradients.sampledGradient)).toBeLessThan(1e-8);
    const single = run(scenario, 'f32', limits);
    expect(distance(single.values, exact.values)).toBeLessThan(2e-6);
    expect(distance(single.sharedGradient, exact.sharedGradient)).toBeLessThan(5e-6);
    expect(distance(single.sampledGradient, exact.sampledGradient)).toBeLessThan(2e-6);
  }
}

function weights(value: (index: number) => number): Scenario {
  const { circuit, sampled } = workloadW(QUBITS, LAYERS);
  const batch = 3;
  return {
    circuit,
    sampled,
    batch,
    leaves: Array.from({ length: batch }, (_, b) =>
      sampled.map((own, leaf) => (own ? Math.sin(b + 2 * leaf) : value(leaf))),
    ),
    outputGradient: Float64Array.from({ length: batch * QUBITS }, (_, i) => Math.cos(i)),
  };
}

function run(scenario: Scenario, precision: 'f32' | 'f64', limits: typeof keep): Result {
  const { circuit, sampled } = scenario;
  return stepOf(createSimulator(circuit, { precision, sampled }, limits), scenario);
}

function stepOf(simulator: ReturnType<typeof createSimulator>, scenario: Scenario): Result {
  const { shared, own } = splitLeaves(scenario);
  const values = new Float64Array(scenario.batch * simulator.outputs);
  const sharedGradient = new Float64Array(simulator.sharedLeaves);
  const sampledGradient = new Float64Array(own.length);
  simulator.forward(shared, own, scenario.batch, values);
  simulator.backward(scenario.outputGradient, scenario.batch, sharedGradient, sampledGradient);
  return { values, sharedGradient, sampledGradient };
}
