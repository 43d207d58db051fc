import type { Plan } from '../plan/plan.ts';
import type { Simulator, SimulatorOptions } from '../simulator.ts';
import { createEngine, type Reservation } from './engine.ts';
import { createGradients } from './gradients.ts';
import { createInputs } from './inputs.ts';
import { createOutputs } from './outputs.ts';
import { type KeepLimits, writePrograms } from './programs.ts';

/** A simulator that has a sample in each lane, and runs a batch tile by tile of as many samples as there are lanes. */
export function createTiled(
  plan: Plan,
  options: SimulatorOptions,
  { available, limits }: { readonly available: number; readonly limits: KeepLimits },
): Simulator {
  const programs = writePrograms(plan, options.precision, limits);
  const kernels = options.kernels ?? 'background';
  const engine = createEngine(plan, options.precision, programs, { available, kernels });
  const { leaves } = programs.transfers;
  const inputs = createInputs(engine);
  const outputs = createOutputs(engine);
  const gradients = createGradients(engine);
  let last: Reservation | undefined;
  return {
    outputs: plan.outputs.length,
    sharedLeaves: leaves.sharedCount,
    sampledLeaves: leaves.sampledCount,
    forward: (shared, sampled, batch, out) => {
      last = undefined;
      const reservation = engine.reserve(batch, inputs.writeShared(shared));
      inputs.writeSamples(sampled, reservation);
      engine.forward(reservation);
      outputs.read(reservation, out);
      last = reservation;
    },
    backward: (outputGradient, batch, sharedGradient, sampledGradient) => {
      if (last?.batch !== batch) {
        throw new Error(`backward of ${batch} samples after forward of ${last?.batch ?? 'none'}`);
      }
      gradients.clear(last);
      outputs.writeWeights(outputGradient, last);
      engine.backward(last);
      gradients.read(last, sharedGradient, sampledGradient);
    },
  };
}
