import { isKnown } from '../canonical/angle.ts';
import type { Operation } from '../canonical/operation.ts';
import { TOLERANCE, turn, turnedAxis, type Vector } from '../canonical/quaternion.ts';
import type { Word } from '../canonical/word.ts';

/** Which qubits are in a pure state of their own that does not depend on open angles, while a circuit runs. */
export interface KnownStates {
  /** On the Bloch sphere; undefined where it is not known. */
  of(qubit: number): Vector | undefined;
  /** Goes on behind an operation. */
  pass(operation: Operation): void;
}

const UP: Vector = [0, 0, 1];

/** Every qubit starts in |0>. */
export function knownStates(qubits: number): KnownStates {
  const states = new Array<Vector | undefined>(qubits).fill(UP);
  return {
    of: (qubit) => states[qubit],
    pass(operation) {
      switch (operation.kind) {
        case 'turn': {
          const { qubit, word } = operation;
          const state = states[qubit];
          if (state !== undefined) states[qubit] = behind(word, state);
          break;
        }
        case 'swap': {
          const { a, b } = operation;
          [states[a], states[b]] = [states[b], states[a]];
          break;
        }
        case 'ising': {
          const { a, b } = operation;
          for (const qubit of [a, b]) if (!isBasisState(states[qubit])) states[qubit] = undefined;
          break;
        }
        case 'fence': {
          const { qubits: on, step } = operation;
          for (const qubit of on) {
            if (step.kind === 'reset') states[qubit] = UP;
            else if (step.kind === 'conditional') states[qubit] = undefined;
            else if (step.kind === 'measure' && !isBasisState(states[qubit])) {
              states[qubit] = undefined;
            }
          }
        }
      }
    },
  };
}

/** Is it |0> or |1>? */
export function isBasisState(state: Vector | undefined): state is Vector {
  return state !== undefined && Math.hypot(state[0], state[1]) < TOLERANCE;
}

function behind({ first, factors }: Word, state: Vector): Vector | undefined {
  let current = turnedAxis(state, first);
  for (const { angle, after } of factors) {
    if (!isBasisState(current)) {
      if (!isKnown(angle)) return undefined;
      current = turnedAxis(current, turn(angle.constant));
    }
    current = turnedAxis(current, after);
  }
  return current;
}
