import type { PauliTerm } from '../../runtime/program/index.ts';
import type { Angle } from '../passes/canonical/angle.ts';
import type { Letter } from './pauli-word.ts';

/** `exp(-i angle P / 2)`, P a product of letters on different wires. */
export interface Rotation {
  readonly letters: readonly Letter[];
  readonly angle: Angle;
}

/** What may be told apart of a circuit's end. */
export type Observation =
  /** The joint distribution of these wires in the Z basis. */
  | { readonly kind: 'bits'; readonly wires: readonly number[] }
  /** Everything about these wires. */
  | { readonly kind: 'state'; readonly wires: readonly number[] }
  /** One number. */
  | { readonly kind: 'expectation'; readonly terms: readonly PauliTerm[] };

/**
 * A circuit as nothing but rotations about Pauli words, up to global phase: what is measured, reset or decided on the
 * way is put off to the end by further wires.
 */
export interface Rotations {
  readonly rotations: readonly Rotation[];
  /** What each wire is: those of two circuits with the same name start as the same. */
  readonly wires: readonly string[];
  /** Wires that start in any state, in order; all others start in |0>. */
  readonly inputs: readonly number[];
  readonly observed: readonly Observation[];
}
