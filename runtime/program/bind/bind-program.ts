import type { Quaternion } from './quaternion.ts';

/**
 * How the angles of a compiled circuit come from the leaves of the circuit that was compiled: plain data, which is
 * written as JSON beside a text whose angles are left open.
 *
 * Variables are numbers: first the leaves, in the order of `Circuit.leaves`, then what the steps give, in their order.
 * All angles are in radians.
 */
export interface BindProgram {
  readonly format: 'qmm-bind-program';
  readonly version: 1;
  /** How many numbers it takes. */
  readonly leaves: number;
  /** Each reads leaves and what steps before it gave. */
  readonly steps: readonly BindStep[];
  /** What it gives. */
  readonly angles: readonly Form[];
}

/** `constant + sum(coefficient * variable)`. */
export interface Form {
  readonly constant: number;
  readonly terms: readonly (readonly [variable: number, coefficient: number])[];
}

/** Gives the three angles of `rz(lambda)`, then `ry(theta)`, then `rz(phi)`, which is the word up to a global phase. */
export interface TurnStep {
  readonly kind: 'turn';
  readonly word: TurnWord;
}

/** Gates on one qubit: `first`, then for each factor `rz(angle)` and `after`. */
export interface TurnWord {
  readonly first: Quaternion;
  readonly factors: readonly { readonly angle: Form; readonly after: Quaternion }[];
}

export type BindStep = TurnStep;

const OUTPUTS: Readonly<Record<BindStep['kind'], number>> = { turn: 3 };

/** How many variables a step gives. */
export function outputsOf({ kind }: BindStep): number {
  return OUTPUTS[kind];
}

/** The forms that a step reads. */
export function formsOf(step: BindStep): readonly Form[] {
  return step.word.factors.map(({ angle }) => angle);
}
