import { exact } from '../../../runtime/program/index.ts';
import type { Angle } from './angle.ts';
import { rotated } from './frames.ts';
import { join, turned, type Word } from './word.ts';

/**
 * Angles that are no affine form of the leaves and come out of a bind program: variables behind the leaves of the
 * circuit, which angles are affine forms of as they are of leaves.
 */
export interface ComputedTurn {
  /** Gives the three angles of `rz(lambda)`, then `ry(theta)`, then `rz(phi)`, which is the word. */
  readonly kind: 'turn';
  readonly word: Word;
}

/**
 * Gives fifteen numbers: three angles, as of a turn, for what qubit 0 and for what qubit 1 do first, then the `a`, `b`
 * and `c` of `exp(i (a XX + b YY + c ZZ))`, then the angles of what qubit 0 and qubit 1 do last.
 */
export interface ComputedBlock {
  readonly kind: 'block';
  readonly gates: readonly BlockGate[];
}

/** A gate on the qubits 0 and 1. */
export type BlockGate =
  | { readonly kind: 'turn'; readonly qubit: 0 | 1; readonly word: Word }
  | { readonly kind: 'ising'; readonly angle: Angle }
  | { readonly kind: 'swap' };

/**
 * Gives three angles for `exp(-i angle ZZ / 2)`: one in [0, pi/2] to take its place, one of `rx` on one of the qubits
 * before and after, one of `rz` on both, the last two 0 or pi.
 */
export interface ComputedFold {
  readonly kind: 'fold';
  readonly angle: Angle;
}

export type Computed = ComputedTurn | ComputedBlock | ComputedFold;

const VARIABLES: Readonly<Record<Computed['kind'], number>> = { turn: 3, block: 15, fold: 3 };

/** How many variables it gives. */
export function variablesOf({ kind }: Computed): number {
  return VARIABLES[kind];
}

/** The place of the next variable behind leaves and what is computed so far. */
export function nextVariable(leaves: number, computed: readonly Computed[]): number {
  return computed.reduce((sum, one) => sum + variablesOf(one), leaves);
}

/** The turn whose three angles are the variables from `index` on. */
export function variableTurn(index: number): Word {
  const [lambda, theta, phi] = [variable(index), variable(index + 1), variable(index + 2)];
  return join(join(turned(lambda), rotated('ry', theta)), turned(phi));
}

/** A variable by its place behind the leaves, as an angle. */
export function variable(index: number): Angle {
  return { constant: 0, terms: [{ leaf: index, coefficient: exact.one }] };
}
