import type { Affine } from '../../../runtime/program/index.ts';
import { physicalNumber, type Device } from '../../targets/device.ts';
import { anglesOf, type NativeCircuit, type NativeOperation } from '../../passes/native.ts';
import { conditionalLines } from './conditional.ts';
import { floatText } from './angle-text.ts';
import { plain, type Line } from '../lines.ts';

/** Qubits of a machine are named by their number. */
export function physicalOperand(device: Device): (qubit: number) => string {
  return (qubit) => `$${physicalNumber(device, qubit)}`;
}

/** A statement for each operation, under its conditions. */
export function operationLines(
  circuit: NativeCircuit,
  device: Device,
  textOfAngle: (angle: Affine) => string,
  bitName: (bit: number) => string,
): readonly Line[] {
  const operand = physicalOperand(device);
  const textOf = (operation: NativeOperation): string => {
    const { name, qubits, bit, duration } = operation;
    if (duration !== undefined) return `delay[${duration}ns] ${operand(qubits[0]!)};`;
    if (bit !== undefined) return `${bitName(bit)} = measure ${operand(qubits[0]!)};`;
    const angles = anglesOf(operation).map(textOfAngle);
    const turn = angles.length === 0 ? '' : `(${angles.join(', ')})`;
    return `${name}${turn} ${qubits.map(operand).join(', ')};`;
  };
  return conditionalLines(circuit.operations, textOf, bitName);
}

/**
 * Readers take the highest number for the width, and refuse observables as wide as the machine: a rotation by nothing
 * on the last qubit sets that right at no cost (Qiskit issue 15481). Only machines with `rz` have such readers.
 */
export function widthLines(circuit: NativeCircuit, device: Device): readonly Line[] {
  if (!device.basis.includes('rz')) return [];
  const last = circuit.qubits - 1;
  const touched = circuit.operations.some(({ qubits }) => qubits.includes(last));
  return touched ? [] : [plain(`rz(${floatText(0)}) ${physicalOperand(device)(last)};`)];
}
