import { exact } from '../../../runtime/program/index.ts';
import type { Angle } from './angle.ts';
import type { Word } from './word.ts';

/**
 * Angles that are no affine form of the leaves and come out of a bind program: variables behind the leaves of the
 * circuit, which angles are affine forms of as they are of leaves.
 */
export interface ComputedTurn {
  /** Gives the three angles of `rz(lambda)`, then `ry(theta)`, then `rz(phi)`, which is the word. */
  readonly kind: 'turn';
  readonly word: Word;
}

export type Computed = ComputedTurn;

const VARIABLES: Readonly<Record<Computed['kind'], number>> = { turn: 3 };

/** How many variables it gives. */
export function variablesOf({ kind }: Computed): number {
  return VARIABLES[kind];
}

/** A variable by its place behind the leaves, as an angle. */
export function variable(index: number): Angle {
  return { constant: 0, terms: [{ leaf: index, coefficient: exact.one }] };
}
