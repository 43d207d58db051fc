import {
  exact,
  type Affine,
  type Circuit,
  type Gate,
  type GateName,
} from '../../runtime/program/index.ts';
import { known, type Angle } from '../../compiler/passes/canonical/angle.ts';
import type { Canonical, Operation, Turn } from '../../compiler/passes/canonical/operation.ts';
import { eulerOf, type Quaternion } from '../../compiler/passes/canonical/quaternion.ts';

/** A circuit in the middle of its compilation in the Program's gates again. */
export function canonicalCircuit(circuit: Canonical): Circuit {
  const angles: Affine[] = [];
  const gates = circuit.operations.flatMap((operation) => canonicalGates(operation, angles));
  return {
    qubits: Array.from({ length: circuit.qubits }, (_, index) => ({ register: '$', index })),
    leaves: circuit.leaves,
    angles,
    gates,
    bits: circuit.bits,
    measurements: circuit.measurements,
  };
}

function gate(name: GateName, qubits: readonly number[], rest: Partial<Gate> = {}): Gate {
  return { name, qubits, controls: [], angles: [], when: [], origin: 0, ...rest };
}

function canonicalGates(operation: Operation, angles: Affine[]): readonly Gate[] {
  const turned = (name: GateName, qubits: readonly number[], { constant, terms }: Angle): Gate =>
    gate(name, qubits, {
      angles: [angles.push({ constant: exact.decimal(constant), terms }) - 1],
    });
  switch (operation.kind) {
    case 'turn':
      return turnGates(operation, turned);
    case 'ising':
      return [turned('rzz', [operation.a, operation.b], operation.angle)];
    case 'swap':
      return [gate('swap', [operation.a, operation.b])];
    case 'fence': {
      const { qubits, step } = operation;
      switch (step.kind) {
        case 'barrier':
        case 'reset':
          return [gate(step.kind, qubits)];
        case 'measure':
          return [gate('measure', qubits, { bit: step.bit })];
        case 'conditional':
          return canonicalGates(step.inner, angles).map((inner) => ({
            ...inner,
            conditions: [...step.conditions, ...(inner.conditions ?? [])],
          }));
      }
    }
  }
}

function turnGates(
  { qubit, word }: Turn,
  turned: (name: GateName, qubits: readonly number[], angle: Angle) => Gate,
): readonly Gate[] {
  const fixed = (quaternion: Quaternion): readonly Gate[] => {
    const { theta, phi, lambda } = eulerOf(quaternion);
    const steps = [
      { name: 'rz', angle: lambda },
      { name: 'ry', angle: theta },
      { name: 'rz', angle: phi },
    ] as const;
    return steps.flatMap(({ name, angle }) =>
      angle === 0 ? [] : [turned(name, [qubit], known(angle))],
    );
  };
  return [
    ...fixed(word.first),
    ...word.factors.flatMap(({ angle, after }) => [turned('rz', [qubit], angle), ...fixed(after)]),
  ];
}
