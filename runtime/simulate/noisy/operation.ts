import type { Form } from '../plan/form.ts';
import type { AffineMap, Axis } from './affine.ts';

/**
 * A state is a real vector of `2^bits 4^qubits` Pauli coefficients `Tr(P rho)`: a *block* for each value of the bits
 * that conditions read, with the (not normalised) state of the qubits in that case. A qubit is a *digit* of the
 * index, I X Y Z as 0 1 2 3.
 */
export type NoisyOperation =
  /** On one qubit. */
  | {
      readonly kind: 'local';
      readonly qubit: number;
      readonly factor: Factor;
      readonly blocks: Blocks;
    }
  /** Puts a multiple of one coefficient in the place of another: Clifford gates, and channels of Pauli errors. */
  | {
      readonly kind: 'monomial';
      readonly monomial: Monomial;
      readonly blocks: Blocks;
    }
  /** Copies each of the blocks to the one whose number has this bit as well. */
  | { readonly kind: 'split'; readonly bit: number; readonly blocks: readonly number[] };

/** The blocks an operation acts on; null for all. */
export type Blocks = readonly number[] | null;

export type Factor =
  | { readonly kind: 'constant'; readonly map: AffineMap }
  | { readonly kind: 'rotation'; readonly axis: Axis; readonly angle: Form };

/** `new[k] = coefficient[k] old[source[k]]` on the digits of some qubits, the first one lowest. */
export interface Monomial {
  readonly qubits: readonly number[];
  readonly source: readonly number[];
  readonly coefficient: readonly number[];
}
