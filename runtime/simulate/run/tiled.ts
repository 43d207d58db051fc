import type { Plan } from '../plan/plan.ts';
import type { Simulator, SimulatorOptions } from '../simulator.ts';
import { noPool } from '../../threads/pool.ts';
import type { ShareLimits } from './chunks.ts';
import { createEngine } from './engine.ts';
import { createGradients } from './gradients.ts';
import { createInputs } from './inputs.ts';
import type { Reservation } from './jobs.ts';
import { createOutputs } from './outputs.ts';
import { type KeepLimits, writePrograms } from './programs.ts';

/** A simulator that has a sample in each lane, and runs a batch tile by tile of as many samples as there are lanes. */
export function createTiled(
  plan: Plan,
  options: SimulatorOptions,
  {
    available,
    limits,
  }: { readonly available: number; readonly limits: KeepLimits & Partial<ShareLimits> },
): Simulator {
  const programs = writePrograms(plan, options.precision, limits);
  const { kernels = 'background', pool = noPool } = options;
  const engine = createEngine(plan, options.precision, programs, { available, kernels, pool });
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
