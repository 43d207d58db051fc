import type { Plan } from '../plan/plan.ts';
import { readoutSize } from '../plan/plan.ts';
import { orderLeaves } from '../run/leaves.ts';
import type { Simulator } from '../simulator.ts';
import type { Precision } from '../wasm/vector.ts';
import { createSingleEngine } from './engine.ts';
import type { ChunkLimits } from './schedule.ts';

/**
 * A simulator that runs the samples of a batch one after the other.
 * @throws UserProblem `too-large`, when it runs
 */
export function createSingle(
  plan: Plan,
  precision: Precision,
  options: {
    readonly sampled: readonly boolean[];
    readonly available: number;
    readonly chunks?: ChunkLimits;
  },
): Simulator {
  const engine = createSingleEngine(plan, precision, options);
  const { shared, sampled, sharedCount, sampledCount } = orderLeaves(options.sampled);
  const outputs = createOutputMap(plan);
  const leaves = new Float64Array(shared.length);
  const gradients = new Float64Array(shared.length);
  const values = new Float64Array(outputs.values);
  const count = plan.outputs.length;
  let last: { readonly shared: Float64Array; readonly own: Float64Array } | undefined;
  /** The sample whose state there is. */
  let current = -1;
  const place = (ofShared: Float64Array, own: Float64Array, sample: number): void => {
    for (let leaf = 0; leaf < leaves.length; leaf++) {
      const at = shared[leaf]!;
      leaves[leaf] = at >= 0 ? ofShared[at]! : own[sample * sampledCount + sampled[leaf]!]!;
    }
  };
  return {
    outputs: count,
    sharedLeaves: sharedCount,
    sampledLeaves: sampledCount,
    forward: (ofShared, own, batch, out) => {
      for (let sample = 0; sample < batch; sample++) {
        place(ofShared, own, sample);
        engine.forward(leaves, values);
        outputs.read(values, out, sample * count);
      }
      current = batch - 1;
      last = { shared: ofShared.slice(), own: own.slice(0, batch * sampledCount) };
    },
    backward: (outputGradient, batch, sharedGradient, sampledGradient) => {
      if (!last) throw new Error(`backward of ${batch} samples after forward of none`);
      sharedGradient.fill(0);
      // The last sample's state is there still.
      for (let sample = batch - 1; sample >= 0; sample--) {
        if (sample !== current) {
          place(last.shared, last.own, sample);
          engine.forward(leaves, values);
        }
        current = -1;
        gradients.fill(0);
        engine.backward(outputs.weights(outputGradient, sample * count), gradients);
        for (let leaf = 0; leaf < leaves.length; leaf++) {
          const at = shared[leaf]!;
          if (at >= 0) sharedGradient[at]! += gradients[leaf]!;
          else sampledGradient[sample * sampledCount + sampled[leaf]!] = gradients[leaf]!;
        }
      }
    },
  };
}

/** Between the values of readouts and a circuit's outputs. */
function createOutputMap(plan: Plan): {
  readonly values: number;
  read(values: Float64Array, out: Float64Array, offset: number): void;
  weights(outputGradient: Float64Array, offset: number): Float64Array;
} {
  const count = plan.readouts.reduce((sum, readout) => sum + readoutSize(readout), 0);
  const sums = new Float64Array(count);
  return {
    values: count,
    read: (values, out, offset) => {
      plan.outputs.forEach(({ constant, terms }, i) => {
        let sum = constant;
        for (const { value, coefficient } of terms) sum += coefficient * values[value]!;
        out[offset + i] = sum;
      });
    },
    weights: (outputGradient, offset) => {
      sums.fill(0);
      plan.outputs.forEach(({ terms }, i) => {
        for (const { value, coefficient } of terms) {
          sums[value]! += coefficient * outputGradient[offset + i]!;
        }
      });
      return sums;
    },
  };
}
