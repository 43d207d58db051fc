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

/**
 * Gives fifteen numbers: the gates are, up to a global phase, first a turn of each qubit, then
 * `exp(i (a XX + b YY + c ZZ))` with `pi / 4 >= a >= b >= |c|`, then again a turn of each qubit. First come the three
 * angles (as of a `TurnStep`) of the first turn of qubit 0 and of qubit 1, then a, b and c, then the angles of the last
 * turns. Numbers jump where the decomposition is not unique; what they stand for does not.
 */
export interface BlockStep {
  readonly kind: 'block';
  /** On qubits 0 and 1, in the order in which they act. */
  readonly gates: readonly BlockGate[];
}

export type BlockGate =
  | { readonly kind: 'turn'; readonly qubit: 0 | 1; readonly word: TurnWord }
  /** `exp(-i angle ZZ / 2)`. */
  | { readonly kind: 'ising'; readonly angle: Form }
  | { readonly kind: 'swap' };

/**
 * Gives three angles: `exp(-i angle ZZ / 2)` is, up to a global phase, `exp(-i t ZZ / 2)` of the first of them, which is
 * in [0, pi/2], with `rx` of the second on one of the qubits before and after it, and `rz` of the third on both; these
 * two are 0 or pi.
 */
export interface FoldStep {
  readonly kind: 'fold';
  readonly angle: Form;
}

export type BindStep = TurnStep | BlockStep | FoldStep;

const OUTPUTS: Readonly<Record<BindStep['kind'], number>> = { turn: 3, block: 15, fold: 3 };

/** How many variables a step gives. */
export function outputsOf({ kind }: BindStep): number {
  return OUTPUTS[kind];
}

/** The forms that a step reads. */
export function formsOf(step: BindStep): readonly Form[] {
  if (step.kind === 'turn') return formsOfWord(step.word);
  if (step.kind === 'fold') return [step.angle];
  return step.gates.flatMap((gate): readonly Form[] => {
    switch (gate.kind) {
      case 'turn':
        return formsOfWord(gate.word);
      case 'ising':
        return [gate.angle];
      case 'swap':
        return [];
    }
  });
}

function formsOfWord({ factors }: TurnWord): readonly Form[] {
  return factors.map(({ angle }) => angle);
}
