import type { Start } from './tableau.ts';

/** Whether two circuits are the same, and how that is known. */
export type Verdict =
  | { readonly verdict: 'equivalent'; readonly relation: Relation; readonly how: string }
  | {
      readonly verdict: 'different';
      readonly relation: Relation;
      readonly how: string;
      readonly counterexample: Counterexample;
    }
  | { readonly verdict: 'undecided'; readonly relation: Relation; readonly how: string };

/**
 * What was compared: the whole effect on any state up to a global phase, the state that |0...0> becomes, or what is
 * measured of that.
 */
export type Relation = 'unitary' | 'state' | 'measured';

/** Something to try, and what comes out of it. */
export interface Counterexample {
  /** A number for each leaf. */
  readonly values: readonly number[];
  /** What each common qubit starts in; undefined for a difference that only entangled states were found to show. */
  readonly start: readonly Start[] | undefined;
  readonly finding: Finding;
}

export type Finding =
  /** How likely an outcome of all measured bits is: digits in the order of the measurements. */
  | { readonly kind: 'outcome'; readonly digits: string; readonly a: number; readonly b: number }
  /** The expectation of a product of letters of the common qubits, or of measured bits, each by its number. */
  | {
      readonly kind: 'product';
      readonly of: readonly {
        readonly what: 'X' | 'Y' | 'Z' | 'bit' | 'term';
        readonly index: number;
      }[];
      readonly a: number;
      readonly b: number;
    }
  | { readonly kind: 'expectation'; readonly index: number; readonly a: number; readonly b: number }
  /** 0 for the same state, 1 for orthogonal ones. */
  | { readonly kind: 'state'; readonly distance: number };
