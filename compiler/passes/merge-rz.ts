import type { Affine, Condition } from '../../runtime/program/index.ts';
import { addAngles } from './angles.ts';
import type { NativeCircuit, NativeOperation } from './native.ts';

interface Waiting {
  readonly angle: Affine;
  readonly origin: number;
  readonly conditions?: readonly Condition[];
}

/**
 * Joins `rz` that only gates diagonal in their qubit keep apart, and drops whole turns. What depends on an outcome is
 * joined only with what depends on the same, and stays in its block.
 *
 * Preserves the unitary up to global phase, and all that can be read behind a measurement or a reset.
 */
export function mergeRz(circuit: NativeCircuit): NativeCircuit {
  const waiting = new Map<number, Waiting>();
  const operations: NativeOperation[] = [];
  const flush = (qubit: number): void => {
    const rotation = waiting.get(qubit);
    waiting.delete(qubit);
    if (rotation === undefined || isWholeTurns(rotation.angle)) return;
    operations.push({ name: 'rz', qubits: [qubit], ...rotation });
  };
  const inOrder = (): number[] => [...waiting.keys()].sort((a, b) => a - b);
  for (const operation of circuit.operations) {
    const { name, qubits, angle, origin, conditions } = operation;
    for (const qubit of inOrder()) {
      const before = waiting.get(qubit)!.conditions;
      if (before !== undefined && !areSame(before, conditions)) flush(qubit);
    }
    if (name === 'rz' && angle !== undefined) {
      const qubit = qubits[0]!;
      if (!areSame(waiting.get(qubit)?.conditions, conditions)) flush(qubit);
      const before = waiting.get(qubit);
      const sum = before === undefined ? angle : addAngles(before.angle, angle);
      const under = conditions === undefined ? {} : { conditions };
      waiting.set(qubit, { angle: sum, origin: before?.origin ?? origin, ...under });
      continue;
    }
    // No phase outlives these.
    if ((name === 'measure' || name === 'reset') && conditions === undefined)
      waiting.delete(qubits[0]!);
    qubits.filter((_, operand) => !isDiagonal(operation, operand)).forEach(flush);
    operations.push(operation);
  }
  inOrder().forEach(flush);
  return { ...circuit, operations };
}

function areSame(
  a: readonly Condition[] | undefined,
  b: readonly Condition[] | undefined,
): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
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
