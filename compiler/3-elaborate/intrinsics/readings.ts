import type { Measurement, Pauli, PauliTerm } from '../../../runtime/program/index.ts';
import { classStateCounts, classStatesOf, type BlochVector } from '../class-states.ts';
import { textAt } from '../frame.ts';
import { readState } from '../reading.ts';
import { counted, listed, refuse } from '../report.ts';
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
  state_fidelity: stateFidelity,
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

/** Fidelities of one qubit with the states of the classes, `(1 + n . <XYZ>) / 2` each. */
function stateFidelity(call: IntrinsicCall): Tensor {
  const qubits = call.qubits('q');
  const [qubit] = qubits;
  const at = call.given('q').at;
  if (qubit === undefined || qubits.length > 1) {
    refuse('size-mismatch', 'default', at, {
      left: `\`${textAt(call.frame, at)}\` has ${counted(qubits.length, 'qubit')}`,
      right: '`state_fidelity` compares the state of 1 with those of the classes',
    });
  }
  const classes = call.int('classes');
  const states = classStatesOf(classes);
  if (states === undefined) {
    refuse('size-mismatch', 'default', call.given('classes').at, {
      left: `states of ${counted(classes, 'class').replace('classs', 'classes')} are asked for`,
      right: `\`state_fidelity\` knows states of one qubit for ${listed(classStateCounts.map(String))} classes`,
    });
  }
  const measurements = states.map((state): Measurement => ({
    kind: 'expectation',
    terms: projector(qubit, state),
  }));
  return readState(call, measurements, [classes]);
}

/** `(1 + n . XYZ) / 2`, whose expectation is the fidelity with the state of that Bloch vector. */
function projector(qubit: number, state: BlochVector): PauliTerm[] {
  const names: readonly Pauli[] = ['X', 'Y', 'Z'];
  const turned = names.map((pauli, axis): PauliTerm => ({
    coefficient: state[axis]! / 2,
    factors: [{ qubit, pauli }],
  }));
  const whole: PauliTerm = { coefficient: 1 / 2, factors: [] };
  return [whole, ...turned.filter(({ coefficient }) => coefficient !== 0)];
}

function expectations(observable: Observable): Measurement[] {
  return observable.entries.map((terms) => ({ kind: 'expectation', terms }));
}
