import { createSimulator } from '../../runtime/simulate/index.ts';
import type { Simulator } from '../../runtime/simulate/simulator.ts';
import { denseOutputs } from '../support/dense.ts';
import type { Scenario } from './random-circuit.ts';

export interface Result {
  readonly values: Float64Array;
  readonly sharedGradient: Float64Array;
  readonly sampledGradient: Float64Array;
}

/** Values and gradients from the simulator. */
export function simulate(scenario: Scenario, precision: 'f32' | 'f64'): Result {
  const { circuit, sampled } = scenario;
  return simulateWith(createSimulator(circuit, { precision, sampled }), scenario);
}

/** Values and gradients from a simulator of the scenario's circuit. */
export function simulateWith(simulator: Simulator, scenario: Scenario): Result {
  const { batch, outputGradient } = scenario;
  const { shared, own } = splitLeaves(scenario);
  const values = new Float64Array(batch * simulator.outputs);
  const sharedGradient = new Float64Array(simulator.sharedLeaves);
  const sampledGradient = new Float64Array(batch * simulator.sampledLeaves);
  simulator.forward(shared, own, batch, values);
  simulator.backward(outputGradient, batch, sharedGradient, sampledGradient);
  return { values, sharedGradient, sampledGradient };
}

export function splitLeaves({ sampled, leaves }: Scenario): {
  readonly shared: Float64Array;
  readonly own: Float64Array;
} {
  return {
    shared: Float64Array.from(leaves[0]!.filter((_, leaf) => !sampled[leaf])),
    own: Float64Array.from(leaves.flatMap((row) => row.filter((_, leaf) => sampled[leaf]))),
  };
}

export function denseValues({ circuit, leaves }: Scenario): Float64Array {
  return Float64Array.from(leaves.flatMap((row) => denseOutputs(circuit, row)));
}

/** Gradients by central differences of the dense reference. */
export function differenceGradients(scenario: Scenario): Omit<Result, 'values'> {
  return slopesOf(scenario, (row) => denseOutputs(scenario.circuit, row));
}

/** Gradients by central differences of the outputs that a function tells of a sample's leaves. */
export function slopesOf(
  { sampled, leaves, outputGradient }: Scenario,
  outputsOf: (row: readonly number[]) => readonly number[],
): Omit<Result, 'values'> {
  const step = 1e-5;
  const outputs = outputGradient.length / leaves.length;
  const slope = (sample: number, leaf: number): number => {
    const loss = (shift: number): number => {
      const row = leaves[sample]!.with(leaf, leaves[sample]![leaf]! + shift);
      return outputsOf(row).reduce(
        (sum, value, i) => sum + value * outputGradient[sample * outputs + i]!,
        0,
      );
    };
    return (loss(step) - loss(-step)) / (2 * step);
  };
  const all = sampled.map((_, leaf) => leaf);
  return {
    sharedGradient: Float64Array.from(
      all
        .filter((leaf) => !sampled[leaf])
        .map((leaf) => leaves.reduce((sum, _, sample) => sum + slope(sample, leaf), 0)),
    ),
    sampledGradient: Float64Array.from(
      leaves.flatMap((_, sample) =>
        all.filter((leaf) => sampled[leaf]).map((leaf) => slope(sample, leaf)),
      ),
    ),
  };
}

/** The largest difference of two lists of equal length; NaN if any is. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return NaN;
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}
