import type { RandomStream } from '../data/random.ts';
import type { Circuit } from '../program/circuit.ts';
import type { Execution, GradientMethod } from '../program/execution.ts';
import { createSimulator } from './create.ts';
import { refuseAmplitudes } from './refuse-amplitudes.ts';
import { orderLeaves } from './run/leaves.ts';
import { estimateFromShots } from './sampling/estimate-from-shots.ts';
import { type Gradient, whenAsked } from './shift/gradient.ts';
import { makeShiftable } from './shift/shiftable.ts';
import { shiftGradient } from './shift/shift-gradient.ts';
import { spsaGradient } from './shift/spsa-gradient.ts';
import type { Point } from './shift/rows.ts';
import type { Estimator, Simulator, SimulatorOptions } from './simulator.ts';

export interface ExecutionOptions extends Omit<SimulatorOptions, 'noise'> {
  readonly execution: Execution;
  readonly gradient: GradientMethod;
  /** The stream that is drawn from now, for outcomes and for directions. */
  readonly random: () => RandomStream;
}

/**
 * Makes a circuit ready to run as an execution says: with noise or without, exactly or from shots, and with the
 * gradient that a machine can give or the adjoint one.
 * Amplitudes are exact whatever the shots: who reads them draws what a machine would see of them.
 * @throws UserProblem as `createSimulator` does, and for derivatives of amplitudes by differences
 */
export function executeCircuit(circuit: Circuit, options: ExecutionOptions): Simulator {
  const { execution, gradient, random, ...settings } = options;
  const { shots, noise } = execution;
  const own: SimulatorOptions = { ...settings, noise };
  if (shots === null && gradient === 'adjoint') return createSimulator(circuit, own);
  if (circuit.measurements.some(({ kind }) => kind === 'amplitudes')) {
    if (wantsAny(options)) refuseAmplitudes(shots, gradient);
    return createSimulator(circuit, own);
  }
  const estimate = (variant: Circuit, sampled: readonly boolean[]): Estimator => {
    // Nobody walks back through these.
    const wanted = sampled.map(() => false);
    const exact = (one: Circuit): Estimator => createSimulator(one, { ...own, sampled, wanted });
    if (shots === null) return exact(variant);
    return estimateFromShots({ circuit: variant, shots, exact, isNoisy: noise !== null, random });
  };
  const values = estimate(circuit, options.sampled);
  const differentiate = whenAsked(() => gradientOf(circuit, options, estimate));
  let last: (Point & { readonly batch: number }) | undefined;
  return {
    ...values,
    forward: (shared, sampled, batch, out) => {
      last = { shared: shared.slice(), sampled: sampled.slice(), batch };
      values.forward(shared, sampled, batch, out);
    },
    backward: (outputGradient, batch, sharedGradient, sampledGradient) => {
      if (last?.batch !== batch) {
        throw new Error(`backward of ${batch} samples after forward of ${last?.batch ?? 'none'}`);
      }
      differentiate(last, outputGradient, batch, sharedGradient, sampledGradient);
    },
  };
}

function wantsAny({ sampled, wanted }: ExecutionOptions): boolean {
  return sampled.some((_, leaf) => wanted?.[leaf] ?? true);
}

function gradientOf(
  circuit: Circuit,
  { sampled, wanted, present, execution, gradient, random }: ExecutionOptions,
  estimate: (variant: Circuit, sampled: readonly boolean[]) => Estimator,
): Gradient {
  const isNoisy = execution.noise !== null;
  const shiftable = makeShiftable(circuit, {
    wanted: (leaf) => wanted?.[leaf] ?? true,
    present: present ?? (() => true),
    isNoisy,
  });
  const request = {
    ...shiftable,
    isNoisy,
    order: orderLeaves(sampled),
    estimate: () => {
      const additional = Array.from({ length: shiftable.additional }, () => true);
      return estimate(shiftable.circuit, [...sampled, ...additional]);
    },
  };
  if (shiftable.shifted.length === 0) return nothingMoves;
  switch (gradient) {
    case 'shift':
      return shiftGradient(request);
    case 'spsa':
      return spsaGradient(request, random);
    case 'adjoint':
      throw new Error('there is no state to walk back from after shots');
  }
}

const nothingMoves: Gradient = (_, __, ___, sharedGradient, sampledGradient) => {
  sharedGradient.fill(0);
  sampledGradient.fill(0);
};
