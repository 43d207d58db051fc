import type { Circuit } from '../runtime/program/index.ts';
import { planCircuit } from '../runtime/simulate/plan/build.ts';
import { planCost } from '../runtime/simulate/plan/cost.ts';
import { createEngine } from '../runtime/simulate/run/engine.ts';
import { createGradients } from '../runtime/simulate/run/gradients.ts';
import { createInputs } from '../runtime/simulate/run/inputs.ts';
import { createOutputs } from '../runtime/simulate/run/outputs.ts';
import { writePrograms } from '../runtime/simulate/run/programs.ts';
import { nodeThreads } from '../runtime/node/threads.ts';
import type { Pool } from '../runtime/threads/pool.ts';
import type { Precision } from '../runtime/simulate/wasm/vector.ts';
import type { Part } from './timing.ts';

export interface SimulatorParts {
  /** What `createSimulator` puts together, piece by piece; the kernels are those named `kernels …`. */
  readonly parts: readonly Part[];
  /** Floating-point operations of forward and backward of the batch. */
  readonly operations: number;
}

/** The pieces of forward and backward of a batch, with made-up values. */
export function simulatorParts(
  circuit: Circuit,
  options: {
    readonly precision: Precision;
    readonly sampled: readonly boolean[];
    readonly wanted?: readonly boolean[];
    readonly batch: number;
    /** Default: this thread alone. */
    readonly pool?: Pool;
  },
): SimulatorParts {
  const { precision, batch, pool = nodeThreads(1) } = options;
  const plan = planCircuit(circuit, options);
  const programs = writePrograms(plan, precision);
  const engine = createEngine(plan, precision, programs, {
    available: 2 ** 32,
    kernels: 'generated',
    pool,
  });
  const { leaves } = programs.transfers;
  const inputs = createInputs(engine);
  const outputs = createOutputs(engine);
  const gradients = createGradients(engine);
  const shared = Float64Array.from({ length: leaves.sharedCount }, (_, i) => 3 * Math.sin(7 * i));
  const own = Float64Array.from({ length: batch * leaves.sampledCount }, (_, i) => Math.cos(5 * i));
  const out = new Float64Array(batch * plan.outputs.length);
  const upstream = Float64Array.from(out, (_, i) => Math.sin(3 * i) / 2);
  const sharedGradient = new Float64Array(shared.length);
  const ownGradient = new Float64Array(own.length);
  const at = engine.reserve(batch, inputs.writeShared(shared));
  const cost = planCost(plan);
  const part = (name: string, run: () => void): Part => ({ name, run });
  return {
    operations: batch * (cost.forward + cost.backward),
    parts: [
      part('shared angles', () => {
        inputs.writeShared(shared);
      }),
      part('sampled angles', () => {
        inputs.writeSamples(own, at);
      }),
      part('kernels forward', () => {
        engine.forward(at);
      }),
      part('outputs', () => {
        outputs.read(at, out);
      }),
      part('clear', () => {
        gradients.clear(at);
      }),
      part('output gradients', () => {
        outputs.writeWeights(upstream, at);
      }),
      part('kernels backward', () => {
        engine.backward(at);
      }),
      part('gradients', () => {
        gradients.read(at, sharedGradient, ownGradient);
      }),
    ],
  };
}
