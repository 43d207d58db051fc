import { exact, UserProblem } from '../../runtime/program/index.ts';
import type { Device } from '../targets/device.ts';
import { scaleAngle } from './angles.ts';
import type { NativeCircuit, NativeOperation } from './native.ts';
import { dialectOf, type Dialect } from './translate/dialect.ts';

/**
 * Makes a machine's noise stronger without changing what a circuit does: each gate on two qubits is done `factor` times,
 * itself and its inverse in turn ("unitary folding" gate by gate, Giurgica-Tiron et al. 2020; IBM's `gate_folding`).
 *
 * Preserves the unitary up to global phase.
 *
 * @param factor odd, at least 1
 * @throws UserProblem `target-cannot` where the machine cannot undo its gate
 */
export function foldGates(circuit: NativeCircuit, device: Device, factor: number): NativeCircuit {
  if (factor === 1) return circuit;
  const dialect = dialectOf(device);
  return {
    ...circuit,
    operations: circuit.operations.flatMap((operation) => {
      if (!isEntangler(operation)) return [operation];
      const undone = inverse(operation, dialect, device);
      const pair = [...undone, operation];
      return [operation, ...Array.from({ length: (factor - 1) / 2 }, () => pair).flat()];
    }),
  };
}

function isEntangler({ name }: NativeOperation): boolean {
  return ['cx', 'cz', 'ecr', 'rzz', 'zz'].includes(name);
}

function inverse(
  operation: NativeOperation,
  { phases, hasX }: Dialect,
  device: Device,
): readonly NativeOperation[] {
  const { angle, ...bare } = operation;
  // `cx`, `cz` and `ecr` undo themselves.
  if (angle === undefined) return [operation];
  if (phases?.isFolded !== true)
    return [{ ...bare, angle: scaleAngle(angle, exact.negate(exact.one)) }];
  if (!hasX) {
    throw new UserProblem({
      code: 'target-cannot',
      message: `\`${device.name}\` has \`${operation.name}\` in one direction only and no \`x\` to turn it round with, so its noise cannot be made stronger.`,
      help: 'Take the machine without `--fractional`, or leave `--zne` out.',
    });
  }
  // A flip of one of the two qubits turns ZZ round, and the angle stays where the machine takes it.
  const flip: NativeOperation = { ...bare, name: 'x', qubits: [operation.qubits[0]!] };
  return [flip, operation, flip];
}
