import type { Measurement, Pauli } from '../../../runtime/program/index.ts';
import { readState } from '../reading.ts';
import { pauliObservable } from '../observables.ts';
import type { Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

const pauli =
  (name: Pauli) =>
  (call: IntrinsicCall): Value =>
    pauliObservable(name, call.qubits('q'));

/** What is read out of qubits. */
export const readings: Readonly<Record<string, (call: IntrinsicCall) => Value>> = {
  X: pauli('X'),
  Y: pauli('Y'),
  Z: pauli('Z'),
  expect: (call) => {
    const observable = call.observable('observable');
    const measurements = observable.entries.map((terms): Measurement => ({
      kind: 'expectation',
      terms,
    }));
    return readState(call, measurements, observable.shape);
  },
  probs: (call) => {
    const qubits = call.qubits('q');
    return readState(call, [{ kind: 'probabilities', qubits }], [2 ** qubits.length]);
  },
};
