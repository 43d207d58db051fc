import type { TrainSettings } from '../program/index.ts';
import { countCircuits } from '../simulate/index.ts';
import type { TrainedCircuit } from './trained-circuits.ts';

/**
 * Circuits that a machine runs for one sample of a training step, in the mean.
 * @param circuits of a step
 * @param batch samples of a step
 * @param differentiate is the gradient wanted too?
 */
export function machineCircuits(
  circuits: readonly TrainedCircuit[],
  batch: number,
  method: Pick<TrainSettings, 'execution' | 'gradient'>,
  differentiate: boolean,
): number {
  return circuits.reduce((sum, { circuit, wanted, rows, times }) => {
    const count = countCircuits(circuit, wanted, method);
    const all = count.values + (differentiate ? count.gradient : 0);
    return sum + (all * rows * times) / batch;
  }, 0);
}
