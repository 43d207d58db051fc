import type { PauliTerm } from '../../program/circuit.ts';
import type { Form } from '../plan/form.ts';

/**
 * What every gate is made of, exactly up to a global phase: rotations about Pauli strings, and linear maps of the basis
 * labels over GF(2), which cost nothing.
 */
export type Operation =
  /** `exp(-i angle / 2 P)` for a string with X or Y, where all controls are 1. */
  | {
      readonly kind: 'rotation';
      readonly string: PauliTerm['factors'];
      readonly controls: readonly number[];
      readonly angle: Form;
    }
  /** `exp(-i angle / 2 Z...Z)` over the qubits. */
  | { readonly kind: 'parity'; readonly qubits: readonly number[]; readonly angle: Form }
  /** `exp(i angle)` where all qubits are 1. */
  | { readonly kind: 'phase'; readonly qubits: readonly number[]; readonly angle: Form }
  | { readonly kind: 'flip'; readonly qubit: number }
  | { readonly kind: 'addition'; readonly control: number; readonly target: number }
  | { readonly kind: 'exchange'; readonly a: number; readonly b: number };
