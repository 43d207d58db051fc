import type { Kernel } from '../kernels/kernel.ts';
import type { Plan } from '../plan/plan.ts';
import type { Store } from '../run/store.ts';
import type { Vector } from '../wasm/vector.ts';
import type { Coordinates } from './coordinates.ts';
import type { TableEntries } from './kernels/tables.ts';

export type Fields = Readonly<Partial<Record<number, number>>>;

/** A kernel call for each chunk. */
export interface Call {
  readonly kernel: Kernel;
  readonly fields: Fields;
}

/**
 * - `fast`: cosines of half angles are taken out of rotations where the plan allows it
 * - `plain`: they stay, for angles so close to pi that a float cannot hold their product
 */
export type Arithmetic = 'fast' | 'plain';

/** Views of the memory; new ones after it has grown. */
export interface Views {
  /** Numbers of the engine's precision. */
  readonly numbers: Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  readonly doubles: Float64Array<ArrayBuffer>;
}

/** What the parts of a program are made in. */
export interface Setting {
  readonly plan: Plan;
  /** Bits of the stored index, at least those of the plan. */
  readonly bits: number;
  readonly vector: Vector;
  /** Bits of the index that tell the lanes of a vector apart. */
  readonly laneBits: number;
  /** Addresses (bytes) of memory of their own. */
  readonly take: (size: number) => number;
  /** Constants. */
  readonly store: Store;
  /** Where a slot's cosine is; its sine and its tangent are 16 and 32 bytes after it. */
  coefficient(slot: number): number;
  /** Float64 work space for making tables, of at least so many numbers. */
  work(numbers: number): Work;
}

export interface Work {
  /** Asked for when the memory is there. */
  readonly address: () => number;
}

/** Numbers of one sample and what to work with; all arrays as long as there are leaves, slots, or values of readouts. */
export interface Sample {
  readonly views: Views;
  readonly tables: TableEntries;
  readonly arithmetic: Arithmetic;
  /** Values of all leaves, in the circuit's order. */
  readonly leaves: Float64Array;
  /** The product of the cosines of half the angles of some slots; 1 for `plain`. */
  readonly scale: (slots: readonly number[]) => number;
  /** Cosine and sine of half the angle of a slot. */
  readonly cosine: (slot: number) => number;
  readonly sine: (slot: number) => number;
}

/** A step of a block: what it is as kernel calls, and what surrounds them. */
export interface Part {
  forward(arithmetic: Arithmetic): readonly Call[];
  /** Takes it off the state and the adjoint again. */
  backward(arithmetic: Arithmetic): readonly Call[];
  /** Before a forward run. */
  prepare?(sample: Sample): void;
  /** After one: values of readouts, counted through. */
  read?(sample: Sample, values: Float64Array): void;
  /** Before a backward run, given what each value of the readouts weighs. */
  begin?(sample: Sample, weights: Float64Array): void;
  /** After one: adds to the gradients of slots and of leaves. */
  collect?(sample: Sample, gradients: Gradients): void;
}

export interface Gradients {
  readonly slots: Float64Array;
  readonly leaves: Float64Array;
}

/** A part and where it happens. */
export interface PartContext {
  readonly setting: Setting;
  readonly coordinates: Coordinates;
}
