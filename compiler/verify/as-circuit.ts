import {
  exact,
  type Affine,
  type Circuit,
  type Gate,
  type GateName,
} from '../../runtime/program/index.ts';
import { known, type Angle } from '../passes/canonical/angle.ts';
import type { Canonical, Operation, Turn } from '../passes/canonical/operation.ts';
import { eulerOf, type Quaternion } from '../passes/canonical/quaternion.ts';
import type { NativeCircuit, NativeOperation } from '../passes/native.ts';

/** A circuit in the middle of its compilation, or at the end of it, as gates again. */
export function asCircuit(circuit: Canonical | NativeCircuit): Circuit {
  const angles: Affine[] = [];
  const gates = circuit.operations.flatMap((operation): readonly Gate[] =>
    'kind' in operation ? canonicalGates(operation, angles) : nativeGates(operation, angles),
  );
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
    return [
      turned('rz', [qubit], known(lambda)),
      turned('ry', [qubit], known(theta)),
      turned('rz', [qubit], known(phi)),
    ];
  };
  return [
    ...fixed(word.first),
    ...word.factors.flatMap(({ angle, after }) => [turned('rz', [qubit], angle), ...fixed(after)]),
  ];
}

function nativeGates(
  { name, qubits, angle, bit, conditions }: NativeOperation,
  angles: Affine[],
): readonly Gate[] {
  const [first = 0, second = 0] = qubits;
  const under = conditions === undefined ? {} : { conditions };
  const by = (value: Affine): Pick<Gate, 'angles'> => ({ angles: [angles.push(value) - 1] });
  const list = ((): readonly Gate[] => {
    switch (name) {
      case 'cx':
        return [gate('x', [second], { controls: [first] })];
      case 'cz':
        return [gate('z', [second], { controls: [first] })];
      case 'ecr': {
        // rzx(pi/4), x of the first, rzx(-pi/4).
        const zx = (sign: 1 | -1): readonly Gate[] => {
          const constant = exact.multiply(exact.fraction(sign, 4), exact.pi);
          const turn = gate('rzz', qubits, by({ constant, terms: [] }));
          return [gate('h', [second]), turn, gate('h', [second])];
        };
        return [...zx(1), gate('x', [first]), ...zx(-1)];
      }
      case 'measure':
        return [gate(name, qubits, bit === undefined ? {} : { bit })];
      default:
        return [gate(name, qubits, angle === undefined ? {} : by(angle))];
    }
  })();
  return list.map((each) => ({ ...each, ...under }));
}
