import type { Affine } from '../../runtime/program/index.ts';
import { addAngles } from './angles.ts';
import type { NativeCircuit, NativeOperation } from './native.ts';

/**
 * Joins `rz` that only gates diagonal in their qubit keep apart, and drops whole turns.
 *
 * Preserves the unitary up to global phase.
 */
export function mergeRz(circuit: NativeCircuit): NativeCircuit {
  const waiting = new Map<number, { angle: Affine; origin: number }>();
  const operations: NativeOperation[] = [];
  const flush = (qubit: number): void => {
    const rotation = waiting.get(qubit);
    waiting.delete(qubit);
    if (rotation === undefined || isWholeTurns(rotation.angle)) return;
    operations.push({ name: 'rz', qubits: [qubit], ...rotation });
  };
  for (const operation of circuit.operations) {
    const { name, qubits, angle, origin } = operation;
    if (name === 'rz' && angle !== undefined) {
      const qubit = qubits[0]!;
      const before = waiting.get(qubit);
      const sum = before === undefined ? angle : addAngles(before.angle, angle);
      waiting.set(qubit, { angle: sum, origin: before?.origin ?? origin });
      continue;
    }
    qubits.filter((_, operand) => !isDiagonal(operation, operand)).forEach(flush);
    operations.push(operation);
  }
  [...waiting.keys()].sort((a, b) => a - b).forEach(flush);
  return { ...circuit, operations };
}

function isDiagonal({ name }: NativeOperation, operand: number): boolean {
  return name === 'cz' || (name === 'cx' && operand === 0);
}

/** `rz(2 pi k)` is a global phase. */
function isWholeTurns({ constant, terms }: Affine): boolean {
  if (terms.length > 0) return false;
  if (constant.decimal !== undefined) return constant.decimal === 0;
  const [numerator, denominator] = constant.pi;
  return constant.rational[0] === 0 && denominator === 1 && numerator % 2 === 0;
}
