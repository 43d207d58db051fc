import type { Circuit } from '../../program/circuit.ts';
import type { NoiseModel } from '../../program/execution.ts';
import { ADDRESSABLE } from '../limits.ts';
import { orderLeaves } from '../run/leaves.ts';
import type { Simulator, SimulatorOptions } from '../simulator.ts';
import { vectorOf } from '../wasm/vector.ts';
import { planNoisy } from './build.ts';
import { createNoisyEngine, type NoisyReservation } from './engine.ts';
import { createEntries } from './entries.ts';
import { refuseTooLarge } from './limits.ts';
import { writeNoisyPrograms } from './programs.ts';
import { createTransfer } from './transfer.ts';

/** When states are kept and when they are made again; for tests. */
export interface NoisyLimits {
  readonly mostKept?: number;
  readonly mostTileBytes?: number;
}

/**
 * A circuit with noise, exactly: the state is its Pauli coefficients.
 * @throws UserProblem `too-large`, `not-yet` for a `prepare` of qubits in use, `target-cannot` for amplitudes
 */
export function createNoisySimulator(
  circuit: Circuit,
  noise: NoiseModel,
  options: SimulatorOptions,
  limits: NoisyLimits = {},
): Simulator {
  const available = Math.min(options.memory ?? ADDRESSABLE, ADDRESSABLE);
  refuseTooLarge(circuit, available, options.present);
  const plan = planNoisy(circuit, noise, options);
  const programs = writeNoisyPrograms(plan, vectorOf(options.precision), limits.mostTileBytes);
  const engine = createNoisyEngine(plan, options.precision, programs, { available, ...limits });
  const leaves = orderLeaves(options.sampled);
  const transfer = createTransfer(engine, createEntries(plan, programs.layout, leaves), leaves);
  let last: NoisyReservation | undefined;
  return {
    outputs: plan.readouts.outputs,
    sharedLeaves: leaves.sharedCount,
    sampledLeaves: leaves.sampledCount,
    forward: (shared, sampled, batch, out) => {
      last = undefined;
      const at = engine.reserve(batch);
      transfer.writeInputs(shared, sampled, at);
      engine.forward(at);
      transfer.readOutputs(at, out);
      last = at;
    },
    backward: (outputGradient, batch, sharedGradient, sampledGradient) => {
      if (last?.batch !== batch) {
        throw new Error(`backward of ${batch} samples after forward of ${last?.batch ?? 'none'}`);
      }
      transfer.writeWeights(outputGradient, last);
      engine.backward(last);
      transfer.readGradients(last, sharedGradient, sampledGradient);
    },
  };
}
