import type { Canonical, Operation } from '../canonical/operation.ts';
import { isNothing, join, monomialWord, splitTail, type Word } from '../canonical/word.ts';
import { known } from '../canonical/angle.ts';

/**
 * What still matters of a qubit, looked at from the end: nothing, what it is in the Z basis, or everything.
 */
type Interest = 'nothing' | 'bit' | 'all';

/**
 * Leaves out what nobody can see: gates behind the last reading of their qubits, turns about Z and `ising` before a
 * reading in the Z basis, and everything outside of the light cones of what is read.
 *
 * Preserves all that is measured, and not the state; where nothing is measured the state is what matters.
 */
export function trim(circuit: Canonical): Canonical {
  if (circuit.measurements.length === 0) return circuit;
  const interest = interestAtEnd(circuit);
  const kept: Operation[] = [];
  for (const operation of circuit.operations.toReversed()) {
    const seen = visible(operation, interest);
    if (seen !== undefined) kept.push(seen);
  }
  if (
    kept.length === circuit.operations.length &&
    kept.every((each, i) => each === circuit.operations.at(-1 - i))
  ) {
    return circuit;
  }
  return { ...circuit, operations: kept.reverse() };
}

function interestAtEnd({ qubits, measurements }: Canonical): Interest[] {
  const interest = new Array<Interest>(qubits).fill('nothing');
  const raise = (qubit: number, to: Interest): void => {
    if (interest[qubit] !== 'all') interest[qubit] = to;
  };
  for (const measurement of measurements) {
    switch (measurement.kind) {
      case 'probabilities':
        for (const qubit of measurement.qubits) raise(qubit, 'bit');
        break;
      case 'expectation':
        for (const { factors } of measurement.terms) {
          for (const { qubit, pauli } of factors) raise(qubit, pauli === 'Z' ? 'bit' : 'all');
        }
        break;
      case 'paulis':
      case 'amplitudes':
        for (const qubit of measurement.qubits) raise(qubit, 'all');
    }
  }
  return interest;
}

/** What is left of an operation; interests become those before it. */
function visible(operation: Operation, interest: Interest[]): Operation | undefined {
  switch (operation.kind) {
    case 'turn': {
      const { qubit } = operation;
      if (interest[qubit] === 'nothing') return undefined;
      if (interest[qubit] === 'all') return operation;
      const word = withoutTurn(operation.word);
      if (isNothing(word)) return undefined;
      const { body } = splitTail(word);
      // A flip exchanges the two bits, and nothing else than bits matters before it.
      if (!isNothing(body)) interest[qubit] = 'all';
      return { ...operation, word };
    }
    case 'ising': {
      const { a, b } = operation;
      if (interest[a] !== 'all' && interest[b] !== 'all') return undefined;
      interest[a] = 'all';
      interest[b] = 'all';
      return operation;
    }
    case 'swap': {
      const { a, b } = operation;
      [interest[a], interest[b]] = [interest[b]!, interest[a]!];
      return operation;
    }
    case 'fence': {
      const { qubits, step } = operation;
      if (step.kind === 'barrier') return operation;
      for (const qubit of qubits) {
        interest[qubit] =
          step.kind === 'measure' ? 'bit' : step.kind === 'reset' ? 'nothing' : 'all';
      }
      return operation;
    }
  }
}

/** Without the turn about Z at its end. */
function withoutTurn(word: Word): Word {
  const { body, tail } = splitTail(word);
  if (!tail.flips) return body;
  return join(body, monomialWord({ angle: known(0), flips: true }));
}
