import type { Circuit } from '../../program/circuit.ts';
import { measurementSize } from '../../program/measurement.ts';
import { orderLeaves } from '../run/leaves.ts';
import { leafValues } from '../shift/rows.ts';
import type { Estimator } from '../simulator.ts';
import type { Asking } from './asker.ts';

/**
 * Values that are asked for elsewhere; NaN until they are there.
 * @param isKnown are the values of the leaves there, so that the question can be put?
 */
export function estimateByAsking(
  circuit: Circuit,
  sampled: readonly boolean[],
  asking: Asking,
  isKnown: () => boolean,
): Estimator {
  const order = orderLeaves(sampled);
  const width = circuit.leaves.length;
  const outputs = circuit.measurements.reduce((sum, each) => sum + measurementSize(each), 0);
  const rowsOf = (shared: Float64Array, own: Float64Array, count: number): Float64Array => {
    const rows = new Float64Array(count * width);
    for (let row = 0; row < count; row++) {
      const valueOf = leafValues({ shared, sampled: own }, order, row);
      for (let leaf = 0; leaf < width; leaf++) rows[row * width + leaf] = valueOf(leaf);
    }
    return rows;
  };
  return {
    outputs,
    sharedLeaves: order.sharedCount,
    sampledLeaves: order.sampledCount,
    forward(shared, own, count, out) {
      const question = isKnown() ? { circuit, count, rows: rowsOf(shared, own, count) } : null;
      const answer = asking.ask(question);
      if (!answer) out.fill(NaN, 0, count * outputs);
      else if (answer.length === count * outputs) out.set(answer);
      else throw new Error(`${count * outputs} numbers were asked for, and ${answer.length} came`);
    },
  };
}
