import { negative } from '../canonical/angle.ts';
import type { Canonical, Operation } from '../canonical/operation.ts';
import { turned } from '../canonical/word.ts';
import { isBasisState, knownStates } from './known-states.ts';

/**
 * Writes an `ising` as a turn of one qubit where the other is known to be |0> or |1>: a control that never was set, or
 * a phase that a qubit in an eigenstate kicks back.
 *
 * Preserves the state that |0...0> becomes, up to global phase, and not the unitary.
 */
export function settleKnown(circuit: Canonical): Canonical {
  const states = knownStates(circuit.qubits);
  const operations: Operation[] = [];
  for (const operation of circuit.operations) {
    let next: Operation | undefined = operation;
    if (operation.kind === 'ising') {
      const { a, b, angle, origin } = operation;
      const basis = [a, b].find((qubit) => isBasisState(states.of(qubit)));
      if (basis !== undefined) {
        const other = basis === a ? b : a;
        const by = states.of(basis)![2] > 0 ? angle : negative(angle);
        next = isBasisState(states.of(other))
          ? undefined
          : { kind: 'turn', qubit: other, word: turned(by), origin };
      }
    }
    if (next === undefined) continue;
    states.pass(next);
    operations.push(next);
  }
  if (
    operations.length === circuit.operations.length &&
    operations.every((each, i) => each === circuit.operations[i])
  ) {
    return circuit;
  }
  return { ...circuit, operations };
}
