import type { Canonical, Operation } from '../canonical/operation.ts';
import { isNothing, splitTail } from '../canonical/word.ts';
import { interestAtEnd, withoutTurn, type Interest } from './interest.ts';

/**
 * Leaves out what nobody can see: gates behind the last reading of their qubits, turns about Z and `ising` before a
 * reading in the Z basis, and everything outside of the light cones of what is read.
 *
 * Preserves all that is measured, and not the state; where nothing is measured the state is what matters.
 */
export function trim(circuit: Canonical): Canonical {
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
