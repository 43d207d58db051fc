import { parameterView } from './weights.ts';
import type { Weights } from './weights.ts';

/** The numbers that a stage trains, out of all weights: end to end, in the order of their parameters. */
export interface Packed {
  readonly length: number;
  /** Copies them out of an array of all weights. */
  read(all: Float64Array): Float64Array;
  /** Puts them back. */
  write(all: Float64Array, packed: Float64Array): void;
  /** The part of one parameter. */
  part(packed: Float64Array, parameter: number): Float64Array;
  /** Parameters by index, ascending. */
  readonly parameters: readonly number[];
}

export function packParameters(weights: Weights, trained: ReadonlySet<number>): Packed {
  const parameters = [...trained].sort((a, b) => a - b);
  const starts = new Map<number, number>();
  let length = 0;
  for (const parameter of parameters) {
    starts.set(parameter, length);
    length += sizeOf(parameter);
  }
  return {
    length,
    parameters,
    read(all) {
      const packed = new Float64Array(length);
      for (const [parameter, start] of starts) {
        packed.set(parameterView(weights, all, parameter), start);
      }
      return packed;
    },
    write(all, packed) {
      for (const [parameter, start] of starts) {
        const part = packed.subarray(start, start + sizeOf(parameter));
        parameterView(weights, all, parameter).set(part);
      }
    },
    part(packed, parameter) {
      const start = starts.get(parameter)!;
      return packed.subarray(start, start + sizeOf(parameter));
    },
  };

  function sizeOf(parameter: number): number {
    return weights.offsets[parameter + 1]! - weights.offsets[parameter]!;
  }
}
