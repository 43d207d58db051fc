import type { RandomStream } from '../data/random.ts';
import type { Circuit } from '../program/circuit.ts';
import type { Execution, GradientMethod } from '../program/execution.ts';
import { askCircuit } from './asked/ask-circuit.ts';
import type { Asking } from './asked/asker.ts';
import { createSimulator } from './create.ts';
import { refuseAmplitudes } from './refuse-amplitudes.ts';
import { estimateFromShots } from './sampling/estimate-from-shots.ts';
import { byDifferences, type DifferencesRequest } from './shift/by-differences.ts';
import { makeShiftable } from './shift/shiftable.ts';
import type { Estimator, Simulator, SimulatorOptions } from './simulator.ts';

export interface ExecutionOptions extends Omit<SimulatorOptions, 'noise'> {
  readonly execution: Execution;
  readonly gradient: GradientMethod;
  /** The stream that is drawn from now, for outcomes and for directions. */
  readonly random: () => RandomStream;
  /** Where the circuit runs, if not here. */
  readonly elsewhere?: Elsewhere | undefined;
}

export interface Elsewhere {
  readonly asking: Asking;
  /** Does the circuit stand behind another one, so that its leaves may hang on what that measures? */
  readonly isBehind: boolean;
}

/**
 * Makes a circuit ready to run as an execution says: with noise or without, exactly or from shots, and with the
 * gradient that a machine can give or the adjoint one; or asks elsewhere.
 * Amplitudes are exact whatever the shots: who reads them draws what a machine would see of them.
 * @throws UserProblem as `createSimulator` does, and for derivatives of amplitudes by differences
 */
export function executeCircuit(circuit: Circuit, options: ExecutionOptions): Simulator {
  const { execution, gradient, random, elsewhere, ...settings } = options;
  const { shots, noise } = execution;
  const own: SimulatorOptions = { ...settings, noise };
  if (shots === null && gradient === 'adjoint') return createSimulator(circuit, own);
  if (circuit.measurements.some(({ kind }) => kind === 'amplitudes')) {
    if (wantsAny(options)) refuseAmplitudes(shots, gradient);
    return createSimulator(circuit, own);
  }
  if (elsewhere) return askCircuit(circuit, { ...settings, ...elsewhere, gradient, random });
  const estimate = (variant: Circuit, sampled: readonly boolean[]): Estimator => {
    // Nobody walks back through these.
    const wanted = sampled.map(() => false);
    const exact = (one: Circuit): Estimator => createSimulator(one, { ...own, sampled, wanted });
    if (shots === null) return exact(variant);
    return estimateFromShots({ circuit: variant, shots, exact, isNoisy: noise !== null, random });
  };
  return byDifferences(
    estimate(circuit, options.sampled),
    differencesOf(circuit, options, estimate),
    gradient,
    random,
  );
}

function wantsAny({ sampled, wanted }: ExecutionOptions): boolean {
  return sampled.some((_, leaf) => wanted?.[leaf] ?? true);
}

/** Made when it is first asked for: most circuits of an evaluation are not differentiated. */
function differencesOf(
  circuit: Circuit,
  { sampled, wanted, present, execution }: ExecutionOptions,
  estimate: (variant: Circuit, sampled: readonly boolean[]) => Estimator,
): () => DifferencesRequest {
  const isNoisy = execution.noise !== null;
  return () => {
    const shiftable = makeShiftable(circuit, {
      wanted: (leaf) => wanted?.[leaf] ?? true,
      present: present ?? (() => true),
      isNoisy,
    });
    const additional = Array.from({ length: shiftable.additional }, () => true);
    return {
      ...shiftable,
      isNoisy,
      sampled,
      estimate: () => estimate(shiftable.circuit, [...sampled, ...additional]),
    };
  };
}
