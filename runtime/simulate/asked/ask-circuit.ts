import type { RandomStream } from '../../data/random.ts';
import type { Circuit } from '../../program/circuit.ts';
import type { GradientMethod } from '../../program/execution.ts';
import { byDifferences } from '../shift/by-differences.ts';
import { makeShiftable } from '../shift/shiftable.ts';
import type { Estimator, Simulator, SimulatorOptions } from '../simulator.ts';
import type { Asking } from './asker.ts';
import { estimateByAsking } from './estimate-by-asking.ts';

export interface AskedOptions extends Pick<SimulatorOptions, 'sampled' | 'wanted' | 'present'> {
  readonly asking: Asking;
  /** Does the circuit stand behind another one, so that its leaves may hang on what that measures? */
  readonly isBehind: boolean;
  readonly gradient: GradientMethod;
  readonly random: () => RandomStream;
}

/**
 * A circuit that is run elsewhere, as a simulator. Values and shifted values come from one circuit, whose shifts are
 * leaves, so that they see the same gates, and a compiler has one text to write.
 */
export function askCircuit(circuit: Circuit, options: AskedOptions): Simulator {
  const { sampled, wanted, present = () => true, gradient, random, asking, isBehind } = options;
  const shiftable = makeShiftable(circuit, {
    wanted: (leaf) => wanted?.[leaf] ?? true,
    present,
    isNoisy: false,
  });
  const { gates } = shiftable.circuit;
  const asked = { ...shiftable.circuit, gates: gates.filter(({ when }) => when.every(present)) };
  const all = [...sampled, ...Array.from({ length: shiftable.additional }, () => true)];
  let isKnown = true;
  const estimator = estimateByAsking(asked, all, asking, () => isKnown);
  const values = unshifted(estimator, shiftable.additional);
  const simulator = byDifferences(
    values,
    () => ({ ...shiftable, sampled, isNoisy: false, estimate: () => estimator }),
    gradient,
    random,
  );
  return {
    ...simulator,
    forward: (shared, own, batch, out) => {
      isKnown = !(isBehind && asking.isWaiting());
      simulator.forward(shared, own, batch, out);
    },
  };
}

/** With all additional leaves zero. */
function unshifted(estimator: Estimator, additional: number): Estimator {
  const sampledLeaves = estimator.sampledLeaves - additional;
  return {
    ...estimator,
    sampledLeaves,
    forward: (shared, own, batch, out) => {
      const whole = new Float64Array(batch * estimator.sampledLeaves);
      for (let sample = 0; sample < batch; sample++) {
        const row = own.subarray(sample * sampledLeaves, (sample + 1) * sampledLeaves);
        whole.set(row, sample * estimator.sampledLeaves);
      }
      estimator.forward(shared, whole, batch, out);
    },
  };
}
