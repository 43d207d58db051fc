import { adamStep } from './adam.ts';
import type { AdamState } from './adam.ts';

/**
 * One update of `values` in place: Adam's, after each weight lost the share `rate * decay` of itself. The decay stays
 * out of the gradient's averages (Loshchilov and Hutter 2019, algorithm 2; as PyTorch, it follows the rate).
 */
export function adamwStep(
  state: AdamState,
  values: Float64Array,
  gradients: Float64Array,
  rate: number,
  decay: number,
): void {
  for (let i = 0; i < values.length; i++) values[i]! *= 1 - rate * decay;
  adamStep(state, values, gradients, rate);
}
