import { known } from '../canonical/angle.ts';
import type { Canonical } from '../canonical/operation.ts';
import { join, monomialWord, splitTail, type Word } from '../canonical/word.ts';

/**
 * What still matters of a qubit, looked at from the end: nothing, what it is in the Z basis, or everything.
 */
export type Interest = 'nothing' | 'bit' | 'all';

/** Where nothing is measured, the state is what matters. */
export function interestAtEnd({
  qubits,
  measurements,
}: Pick<Canonical, 'qubits' | 'measurements'>): Interest[] {
  if (measurements.length === 0) return new Array<Interest>(qubits).fill('all');
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

/** Without the turn about Z at its end. */
export function withoutTurn(word: Word): Word {
  const { body, tail } = splitTail(word);
  if (!tail.flips) return body;
  return join(body, monomialWord({ angle: known(0), flips: true }));
}
