import type { Condition, PauliTerm } from '../../runtime/program/index.ts';
import type { Location } from '../diagnostics/diagnostic.ts';
import type { Declared } from '../1-resolve/world.ts';
import type { Form } from './form.ts';

/** What an expression means, with all sizes known. */
export type Value =
  | Tensor
  | Observable
  | Qubits
  | Span
  | Items
  | Callable
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** `_` */
  | { readonly kind: 'hole' }
  | Outcome
  /** Already reported; silent from here on. */
  | { readonly kind: 'failed' };

export type Rate = 'const' | 'shared' | 'sample' | 'pair' | 'batch';

export type Element =
  | { readonly kind: 'real' | 'int' | 'bit' | 'bool' }
  | {
      readonly kind: 'class';
      readonly count: number;
      readonly names: readonly string[] | null;
      /** Entries that may be absent, as words of a short text are. */
      readonly sparse: boolean;
    };

/** A classical value: a dataflow node when it must be one, an affine form per entry when a circuit wants angles. */
export interface Tensor {
  readonly kind: 'tensor';
  readonly element: Element;
  readonly shape: readonly number[];
  readonly rate: Rate;
  /** Modalities (in a model) or tensor parameters (in a function) that reached it. */
  readonly sources: ReadonlySet<string>;
  /** Modalities without which it is missing. */
  readonly needs: ReadonlySet<string>;
  readonly trainable: boolean;
  /** The label it is, if it is one as declared. */
  readonly label?: string;
  /** Probabilities of all bit strings, of a bit string that was drawn from them and at most reshaped. */
  readonly distribution?: Tensor;
  /** Sampling rate in Hz, of a sound as declared. */
  readonly sound?: number;
  /** Rows of a table looked up by words of which some may be absent. */
  readonly lookup?: { readonly table: Tensor; readonly words: Tensor };
  form(index: number): Form;
  node(): number;
}

/** A tensor of Pauli polynomials over qubit numbers. */
export interface Observable {
  readonly kind: 'observable';
  readonly shape: readonly number[];
  readonly entries: readonly (readonly PauliTerm[])[];
}

/** A list of qubits, in order; dropped ones are left out when it is used. */
export interface Qubits {
  readonly kind: 'qubits';
  readonly ids: readonly number[];
  /** As written, for messages. */
  readonly name: string;
}

/** Bits that were measured on the way, or what was made of them by `not`, `and`, `or`, `==`. */
export interface Outcome {
  readonly kind: 'outcome';
  /** One for each qubit that was measured; bits are indices into `QuantumState.bits`. */
  readonly entries: readonly Condition[];
}

/** One bit is a scalar. */
export function outcomeShape({ entries }: Outcome): readonly number[] {
  return entries.length === 1 ? [] : [entries.length];
}

/** `a..b by k` */
export interface Span {
  readonly kind: 'range';
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** An index set: what a `for` walks over, one list of values per pass. */
export interface Items {
  readonly kind: 'items';
  readonly passes: readonly (readonly Value[])[];
}

/** A circuit or function with the arguments it was given where it was named. */
export interface Callable {
  readonly kind: 'callable';
  readonly callee: Callee;
  readonly given: Given;
  /** What inference found for an `int` parameter that the naming call leaves to be inferred. */
  readonly width: (parameter: string) => number | undefined;
  /** Set once a `let` named it: all uses share weights. */
  readonly copy: Copy | null;
}

export type Callee =
  | { readonly kind: 'circuit'; readonly declared: Extract<Declared, { kind: 'circuit' }> }
  | { readonly kind: 'function'; readonly declared: Extract<Declared, { kind: 'function' }> }
  | { readonly kind: 'gate'; readonly name: string }
  | { readonly kind: 'intrinsic'; readonly name: string };

export interface Given {
  /** `_` leading: positional arguments follow the values that a use brings. */
  readonly waiting: boolean;
  readonly positional: readonly GivenValue[];
  readonly named: ReadonlyMap<string, GivenValue>;
}

export interface GivenValue {
  readonly value: Value;
  readonly at: Location;
  /** Of a named argument: where its name stands. */
  readonly label?: Location;
}

/** One copy of a circuit's or function's weights. */
export interface Copy {
  readonly name: string;
  readonly path: readonly string[];
  readonly loops: readonly number[];
  /** Passes of each parameter, by its path, in the order they are reached. */
  readonly passes: Map<string, number[]>;
  /** Where it was first applied, and on what. */
  first: { readonly at: Location; readonly text: string } | null;
}

export function calleeName(callee: Callee): string {
  return callee.kind === 'gate' || callee.kind === 'intrinsic'
    ? callee.name
    : callee.declared.declaration.name.text;
}

export const nothing: ReadonlySet<string> = new Set();

export function union(...sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const filled = sets.filter((set) => set.size > 0);
  return filled.length <= 1 ? (filled[0] ?? nothing) : new Set(filled.flatMap((set) => [...set]));
}

export function elements(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

export const real: Element = { kind: 'real' };
export const int: Element = { kind: 'int' };
