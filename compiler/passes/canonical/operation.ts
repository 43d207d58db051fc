import type { Bit, Circuit, Condition, Measurement } from '../../../runtime/program/index.ts';
import { isHalfTurn, isKnown, isQuarterTurn, isWholeTurns, type Angle } from './angle.ts';
import type { Computed } from './computed.ts';
import type { Word } from './word.ts';

/**
 * A circuit while it is optimised: four kinds of operations, so that passes have few cases. Equal to the circuit it
 * stands for up to a global phase.
 */
export interface Canonical {
  readonly qubits: number;
  readonly operations: readonly Operation[];
  readonly leaves: Circuit['leaves'];
  /** Variables behind the leaves, which angles are affine forms of too; without slots there are none. */
  readonly computed?: readonly Computed[];
  readonly bits: readonly Bit[];
  readonly measurements: readonly Measurement[];
}

export type Operation = Turn | Ising | Swap | Fence;

/** Gates on one qubit. */
export interface Turn {
  readonly kind: 'turn';
  readonly qubit: number;
  readonly word: Word;
  readonly origin: number;
}

/** `exp(-i angle ZZ / 2)`: with turns around it any gate on two qubits with a control, and `cz` at a quarter turn. */
export interface Ising {
  readonly kind: 'ising';
  readonly a: number;
  readonly b: number;
  readonly angle: Angle;
  readonly origin: number;
}

export interface Swap {
  readonly kind: 'swap';
  readonly a: number;
  readonly b: number;
  readonly origin: number;
}

/** Nothing is moved from one side of it to the other on its qubits and bits. */
export interface Fence {
  readonly kind: 'fence';
  readonly qubits: readonly number[];
  /** Bits that it writes or waits for. */
  readonly bits: readonly number[];
  readonly step: FenceStep;
  readonly origin: number;
}

export type FenceStep =
  | { readonly kind: 'barrier' | 'reset' }
  | { readonly kind: 'measure'; readonly bit: number }
  | {
      readonly kind: 'conditional';
      readonly conditions: readonly Condition[];
      readonly inner: Turn | Ising | Fence;
    };

export function qubitsOf(operation: Operation): readonly number[] {
  switch (operation.kind) {
    case 'turn':
      return [operation.qubit];
    case 'fence':
      return operation.qubits;
    default:
      return [operation.a, operation.b];
  }
}

/**
 * How many `cz` an `exp(-i angle ZZ / 2)` takes, alone.
 *
 * @param hasPhases whether one gate is enough for any known angle
 */
export function entanglersOf(angle: Angle, hasPhases = false): 0 | 1 | 2 {
  if (!isKnown(angle)) return 2;
  if (isWholeTurns(angle) || isHalfTurn(angle)) return 0;
  return hasPhases || isQuarterTurn(angle) ? 1 : 2;
}
