import type { Form } from '../plan/form.ts';
import type { Factor } from './operation.ts';
import type { Pattern } from './pattern.ts';
import type { Readouts } from './readouts.ts';

/** A noisy circuit as walks through its Pauli coefficients. */
export interface NoisyPlan {
  readonly qubits: number;
  /** Bits that conditions read: there are `2^bits` blocks of `4^qubits` coefficients. */
  readonly bits: number;
  readonly maps: readonly MapSlot[];
  /** From the lowest digit on; together the product state that it starts with. */
  readonly start: readonly StartBlock[];
  readonly tables: readonly Table[];
  readonly passes: readonly Pass[];
  /** A table through which readouts look at the last state. */
  readonly last: Table | null;
  readonly readouts: Readouts;
  /** Of the leaves. */
  readonly wanted: readonly boolean[];
}

/** A matrix whose entries follow from angles. */
export interface MapSlot {
  readonly factors: readonly Factor[];
  readonly pattern: Pattern;
  /** Has it a value per sample? */
  readonly sampled: boolean;
}

/** `digit` is its lowest. */
export type StartBlock =
  /** |0> after a map. */
  | { readonly kind: 'qubit'; readonly digit: number; readonly map: number }
  /** Amplitudes of so many qubits, the first one most significant, which has the highest digit. */
  | {
      readonly kind: 'amplitudes';
      readonly digit: number;
      readonly entries: readonly Form[];
      readonly qubits: number;
      readonly sampled: boolean;
    };

/** `new[k] = coefficients[k] old[sources[k]]`, over all blocks. */
export interface Table {
  readonly sources: Int32Array;
  readonly coefficients: Float64Array;
}

export type Pass =
  | {
      readonly kind: 'map';
      /** Index of a table that comes first. */
      readonly table: number | null;
      readonly digit: number;
      /** Null for the identity. */
      readonly map: number | null;
      readonly blocks: readonly number[] | null;
    }
  | { readonly kind: 'split'; readonly bit: number; readonly blocks: readonly number[] };
