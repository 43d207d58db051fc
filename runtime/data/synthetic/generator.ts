import type { Input, InputType } from '../../program/index.ts';
import type { RandomStream } from '../random.ts';

/** A seeded source of samples, as `qmm explain synthetic` lists it. */
export interface Generator {
  readonly name: string;
  /** What there is to learn, in a sentence or two. */
  readonly summary: string;
  readonly fields: readonly Field[];
  readonly options: readonly Option[];
  generate(task: Task): Made;
}

/** What a generator can fill an input of the model with. */
export interface Field {
  readonly name: string;
  readonly about: string;
  /** Kinds of inputs it fits. */
  readonly fills: readonly InputType['kind'][];
  readonly role: Input['role'] | 'any';
  /** One input, or all that fit: the entries are dealt out to them in order. */
  readonly takes: 'one' | 'all';
}

export interface Option {
  readonly name: string;
  readonly about: string;
  /** Null where the model's sizes decide; a value given must then agree with them. */
  readonly standard: number | null;
  readonly lowest: number;
  readonly highest: number;
}

export interface Task {
  readonly count: number;
  /** The inputs of the model that a field fills, in the model's order; empty where it has none. */
  inputs(field: string): readonly Input[];
  /** The value given, or the standard one. */
  option(name: string): number;
  /** A stream of its own for each purpose. */
  random(purpose: string): RandomStream;
}

/** By input name: row-major `[count, ...shape]`, or a text for each sample. */
export interface Made {
  readonly values: ReadonlyMap<string, Float32Array | Float64Array | readonly string[]>;
  /** Further columns that a split may name as `group`. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
}

/** A label with k classes. */
export const CLASS_FIELD = (about: string): Field => ({
  name: 'class',
  about,
  fills: ['class'],
  role: 'any',
  takes: 'one',
});

/** The modalities that are plain numbers. */
export const FEATURES_FIELD = (about: string): Field => ({
  name: 'features',
  about,
  fills: ['tensor'],
  role: 'modality',
  takes: 'all',
});
