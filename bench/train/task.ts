import { describeCircuit } from '../peers/description.ts';
import type { Task } from '../peers/protocol.ts';
import type { Case } from './cases.ts';

/** A case with values: the same at every run, and of no special angle. */
export function taskOf(
  { workload, batch, what, depolarizing }: Case,
  threads: number,
  samples = batch,
): Task {
  const count = (isSampled: boolean): number =>
    workload.sampled.filter((each) => each === isSampled).length;
  const weights = workload.circuit.measurements.map((_, i) => Math.cos(1 + 3 * i));
  const own = count(true);
  return {
    circuit: describeCircuit(workload, weights),
    shared: Array.from({ length: count(false) }, (_, i) => 3 * Math.sin(7 * i)),
    sampled: Array.from({ length: samples }, (_, sample) =>
      Array.from({ length: own }, (_, i) => 3 * Math.cos(5 * (sample * own + i))),
    ),
    what,
    threads,
    depolarizing,
  };
}
