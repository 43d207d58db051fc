import type { Canonical, Operation } from '../../compiler/passes/canonical/operation.ts';
import type { Angle } from '../../compiler/passes/canonical/angle.ts';
import { eulerOf, type Quaternion } from '../../compiler/passes/canonical/quaternion.ts';
import { exact } from '../../runtime/program/index.ts';
import { applyGate, groundState, type NumericGate, type State } from './statevector.ts';

/** The state after canonical operations, whose conditions and outcomes are left out, for given values of leaves. */
export function canonicalState(
  circuit: Canonical,
  values: ArrayLike<number>,
  start?: State,
): State {
  return circuit.operations
    .flatMap((operation) => gatesOf(operation, values))
    .reduce(applyGate, start ?? groundState(circuit.qubits));
}

function gatesOf(operation: Operation, values: ArrayLike<number>): NumericGate[] {
  const gate = (name: string, qubits: readonly number[], ...angles: number[]): NumericGate => ({
    name,
    qubits,
    controls: [],
    angles,
  });
  const fixed = (qubit: number, quaternion: Quaternion): NumericGate[] => {
    const { theta, phi, lambda } = eulerOf(quaternion);
    return [gate('rz', [qubit], lambda), gate('ry', [qubit], theta), gate('rz', [qubit], phi)];
  };
  switch (operation.kind) {
    case 'turn': {
      const { qubit, word } = operation;
      return [
        ...fixed(qubit, word.first),
        ...word.factors.flatMap(({ angle, after }) => [
          gate('rz', [qubit], valueOf(angle, values)),
          ...fixed(qubit, after),
        ]),
      ];
    }
    case 'ising':
      return [gate('rzz', [operation.a, operation.b], valueOf(operation.angle, values))];
    case 'swap':
      return [gate('swap', [operation.a, operation.b])];
    case 'fence':
      return operation.step.kind === 'barrier' ? [] : fail(operation.step.kind);
  }
}

function valueOf({ constant, terms }: Angle, values: ArrayLike<number>): number {
  return terms.reduce(
    (sum, { leaf, coefficient }) => sum + exact.toNumber(coefficient) * values[leaf]!,
    constant,
  );
}

function fail(kind: string): never {
  throw new Error(`a state does not tell what ${kind} does`);
}
