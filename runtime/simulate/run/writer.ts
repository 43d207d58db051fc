import type { Kernel, KernelNumbers } from '../kernels/kernel.ts';
import type { Parts } from '../kernels/rotation.ts';
import { type Field, field, WORDS } from '../kernels/record.ts';
import type { Place } from './address.ts';
import type { Layout } from './layout.ts';

/** A state to read or write: one of the tile's, or the adjoint. */
export type StateRef = number | 'adjoint';

/** Records of kernel steps. */
export type KernelProgram = readonly {
  readonly words: Int32Array;
  readonly generated: Generator | null;
}[];

/** Kernels for one plan only, by how they work on parts. */
export type Generator = (parts: Parts) => Kernel;

/** Writes the records of a kernel program and keeps the lists they refer to. */
export interface Writer {
  readonly records: KernelProgram;
  /** Writes on, about states that lie otherwise. */
  within(layout: Layout): Writer;
  /** @param generated kernels for this plan only that do the same */
  step(kernel: Kernel, fields: Fields, generated?: Generator): void;
  /** The fields of a place. */
  place(at: Field, place: Place, index?: number): Fields;
  /** Source and target of a pass over states; both in the tile, or both the adjoint. */
  states(source: StateRef, target: StateRef): Fields;
}

export type Fields = Readonly<Partial<Record<number, number>>>;

export function createWriter(
  layout: Layout,
  kernels: KernelNumbers,
  records: { words: Int32Array; generated: Generator | null }[] = [],
): Writer {
  const addressOf = (state: StateRef): number =>
    state === 'adjoint' ? layout.adjoint : layout.origin + state * layout.state;
  return {
    records,
    within: (other) => createWriter(other, kernels, records),
    step: (kernel, fields, generated) => {
      const words = new Int32Array(WORDS);
      words[field.kernel] = kernels.of(kernel);
      for (const [index, value] of Object.entries(fields)) words[Number(index)] = value!;
      records.push({ words, generated: generated ?? null });
    },
    place: (at, { offset, base }, index = 0) => ({
      [at + 2 * index]: offset,
      [at + 2 * index + 1]: base === 'lane' ? -1 : 0,
    }),
    states: (source, target) => ({
      [field.source]: addressOf(source),
      [field.target]: addressOf(target),
      [field.stateMask]: source === 'adjoint' ? 0 : -1,
    }),
  };
}
