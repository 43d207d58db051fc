import type { Column } from '../data/dataset.ts';
import type { Evaluator } from './evaluator.ts';

/** Values of one node for every sample of a data set, row-major `[count, size]`. */
export interface Rows {
  readonly values: Float32Array | Float64Array;
  readonly size: number;
}

/** Rows of so many numbers are copied faster by the engine than by a loop. */
const LONG = 64;

/** Copies samples into the buffers of an evaluator. */
export interface Loader {
  /** Makes `rows[start], rows[start + 1], …` the samples `0 … count - 1` of the batch. */
  load(rows: Uint32Array, start: number, count: number): void;
}

/**
 * @param columns by input name, for who has what
 * @param given values of the evaluator's given nodes that are of the sample
 * @param without modalities that count as absent in every sample
 */
export function createLoader(
  evaluator: Evaluator,
  given: ReadonlyMap<number, Rows>,
  columns: ReadonlyMap<string, Column>,
  without: ReadonlySet<string>,
): Loader {
  const copies = [...given].map(([node, { values, size }]) => ({
    values,
    size,
    into: evaluator.operand(node).value,
  }));
  const flags = [...evaluator.presence.flags].map(([name, flag]) => ({
    flag,
    present: without.has(name) ? 'never' : (columns.get(name)?.present ?? 'always'),
  }));
  return {
    load(rows, start, count) {
      for (const { values, size, into } of copies) {
        for (let sample = 0; sample < count; sample++) {
          const from = rows[start + sample]! * size;
          const to = sample * size;
          if (size >= LONG) into.set(values.subarray(from, from + size), to);
          else for (let i = 0; i < size; i++) into[to + i] = values[from + i]!;
        }
      }
      for (const { flag, present } of flags) {
        if (typeof present === 'string') flag.fill(present === 'always' ? 1 : 0, 0, count);
        else
          for (let sample = 0; sample < count; sample++)
            flag[sample] = present[rows[start + sample]!]!;
      }
    },
  };
}
