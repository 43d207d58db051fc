import type { Measurement, Pauli } from '../../../runtime/program/index.ts';
import { readState } from '../reading.ts';
import { pauliObservable, squaredObservable } from '../observables.ts';
import { arithmetic, entryOf } from '../tensor.ts';
import type { Observable, Tensor, Value } from '../value.ts';
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
    return readState(call, expectations(observable), observable.shape);
  },
  variance,
  probs: (call) => {
    const qubits = call.qubits('q');
    return readState(call, [{ kind: 'probabilities', qubits }], [2 ** qubits.length]);
  },
};

/** `<O^2> - <O>^2` of each observable, its square worked out here: both are read from one state. */
function variance(call: IntrinsicCall): Tensor {
  const { graph } = call.frame.elaboration;
  const observable = call.observable('observable');
  const { shape } = observable;
  const measurements = [
    ...expectations(squaredObservable(observable)),
    ...expectations(observable),
  ];
  const moments = readState(call, measurements, [2, ...shape]);
  const mean = entryOf(graph, moments, 1);
  const squared = arithmetic(graph, 'multiply', mean, mean, shape);
  return arithmetic(graph, 'subtract', entryOf(graph, moments, 0), squared, shape);
}

function expectations(observable: Observable): Measurement[] {
  return observable.entries.map((terms) => ({ kind: 'expectation', terms }));
}
