import type { Program } from '../program/index.ts';
import { sizeOf } from './kernel.ts';

/** All trainable numbers of a Program end to end, so that an optimiser walks one array. */
export interface Weights {
  readonly values: Float64Array;
  readonly gradients: Float64Array;
  /** Where each parameter begins; one more entry at the end. */
  readonly offsets: readonly number[];
}

export function createWeights(program: Program): Weights {
  const offsets = [0];
  for (const { shape } of program.parameters) offsets.push(offsets.at(-1)! + sizeOf(shape));
  const length = offsets.at(-1)!;
  return { values: new Float64Array(length), gradients: new Float64Array(length), offsets };
}

/** A view of one parameter's part of `values`, `gradients` or another array of that length. */
export function parameterView(weights: Weights, array: Float64Array, index: number): Float64Array {
  return array.subarray(weights.offsets[index], weights.offsets[index + 1]);
}
