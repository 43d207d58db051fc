import { scaleAngle } from '../../compiler/passes/angles.ts';
import type { NativeCircuit, NativeOperation } from '../../compiler/passes/native.ts';
import {
  exact,
  type Affine,
  type Circuit,
  type Gate,
  type GateName,
} from '../../runtime/program/index.ts';

interface Plain {
  readonly name: GateName;
  readonly qubits: readonly number[];
  readonly controls?: readonly number[];
  readonly angle?: Affine | undefined;
}

/** A compiled circuit in the Program's gates again: `cx` is `x` with a control, `prx` is `rx` in a turned frame. */
export function asCircuit(native: NativeCircuit): Circuit {
  const angles: Affine[] = [];
  const gates = native.operations.flatMap((operation) =>
    plainOf(operation).map(({ name, qubits, controls = [], angle }): Gate => ({
      name,
      qubits,
      controls,
      angles: angle === undefined ? [] : [angles.push(angle) - 1],
      when: [],
      origin: operation.origin,
      ...(operation.bit !== undefined && { bit: operation.bit }),
      ...(operation.conditions !== undefined && { conditions: operation.conditions }),
    })),
  );
  return {
    qubits: Array.from({ length: native.qubits }, (_, index) => ({ register: '$', index })),
    leaves: native.leaves,
    angles,
    gates,
    bits: native.bits,
    measurements: native.measurements,
  };
}

function plainOf({ name, qubits, angle, axis }: NativeOperation): readonly Plain[] {
  const [first = 0, second = 0] = qubits;
  const inFrame = (inner: Plain): readonly Plain[] => [
    { name: 'rz', qubits, angle: scaleAngle(axis!, exact.integer(-1)) },
    inner,
    { name: 'rz', qubits, angle: axis! },
  ];
  switch (name) {
    case 'cx':
      return [{ name: 'x', qubits: [second], controls: [first] }];
    case 'cz':
      return [{ name: 'z', qubits: [second], controls: [first] }];
    case 'delay':
      return [];
    case 'zz':
      return [{ name: 'rzz', qubits, angle }];
    case 'prx':
      return inFrame({ name: 'rx', qubits, angle });
    case 'gpi':
      return inFrame({ name: 'x', qubits });
    case 'gpi2':
      return inFrame({ name: 'sx', qubits });
    case 'ecr': {
      // (IX - XY) / sqrt 2: a flip of the first, and a quarter turn of XZ, seen from the second's side.
      const quarter: Affine = {
        constant: exact.multiply(exact.fraction(1, 2), exact.pi),
        terms: [],
      };
      const h = { name: 'h', qubits: [second] } as const;
      return [h, { name: 'rzz', qubits, angle: quarter }, h, { name: 'x', qubits: [first] }];
    }
    default:
      return [{ name, qubits, angle }];
  }
}
