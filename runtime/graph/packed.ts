import type { Weights } from './weights.ts';

/** The numbers that a stage trains, out of all weights: end to end, in the order of their parameters. */
export interface Packed {
  readonly length: number;
  /** Copies them out of an array of all weights, into a new array where none is given. */
  read(all: Float64Array, into?: Float64Array): Float64Array;
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
  const runs: Run[] = [];
  let length = 0;
  for (const parameter of parameters) {
    const [start, end] = [weights.offsets[parameter]!, weights.offsets[parameter + 1]!];
    starts.set(parameter, length);
    const last = runs.at(-1);
    if (last?.end === start) last.end = end;
    else runs.push({ start, end, at: length });
    length += end - start;
  }
  return {
    length,
    parameters,
    read(all, packed = new Float64Array(length)) {
      for (const { start, end, at } of runs) packed.set(all.subarray(start, end), at);
      return packed;
    },
    write(all, packed) {
      for (const { start, end, at } of runs) {
        all.set(packed.subarray(at, at + end - start), start);
      }
    },
    part(packed, parameter) {
      const start = starts.get(parameter)!;
      const size = weights.offsets[parameter + 1]! - weights.offsets[parameter]!;
      return packed.subarray(start, start + size);
    },
  };
}

/** Parameters that follow each other: where they are among all weights, and where packed. */
interface Run {
  readonly start: number;
  end: number;
  readonly at: number;
}
