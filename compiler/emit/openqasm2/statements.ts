import type { Affine, Bit, Circuit, Condition, Program } from '../../../runtime/program/index.ts';
import { decomposeGate } from '../../passes/decompose.ts';
import type { Lowering } from '../../passes/lower.ts';
import { anglesOf } from '../../passes/native.ts';
import type { Layout } from '../../passes/pass.ts';
import { rewrite } from '../../passes/rewrite.ts';
import { physicalNumber, type Device } from '../../targets/device.ts';
import { plain, type Line } from '../lines.ts';
import { lowerOn } from '../lower-on.ts';
import { registersOfCircuit } from '../openqasm3/logical.ts';
import type { Names } from '../openqasm3/names.ts';
import { circuitStats, nativeStats, type CircuitStats } from '../stats.ts';
import { writtenName } from './definitions.ts';

/** One statement, whatever its gates are called. */
export interface Statement {
  readonly name: string;
  readonly qubits: readonly number[];
  readonly angles: readonly Affine[];
  readonly bit?: number;
  readonly conditions?: readonly Condition[];
  readonly origin: number;
}

/** A circuit whose gates have names in the text, with what is told about its qubits. */
export interface Statements {
  readonly statements: readonly Statement[];
  readonly bits: readonly Bit[];
  readonly measurements: Circuit['measurements'];
  readonly operand: (qubit: number) => string;
  readonly declarations: readonly Line[];
  readonly finalLayout: Layout;
  readonly stats: CircuitStats;
}

/** In the circuit's own gates, on the registers of the model. */
export function logicalStatements(source: Circuit, names: Names): Statements {
  const circuit = rewrite(source, (gate, angles) => {
    const plainly = ['measure', 'reset', 'barrier', 'cut'].includes(gate.name);
    const known = plainly || writtenName(gate.name, gate.controls.length) !== undefined;
    return known ? undefined : decomposeGate(gate, angles);
  });
  const { operand, positions, declarations } = registersOfCircuit(
    circuit,
    names,
    (name, size) => `qreg ${name}[${size}];`,
  );
  return {
    statements: circuit.gates.map(
      ({ name, qubits, controls, angles, bit, conditions, origin }): Statement => ({
        name: writtenName(name, controls.length) ?? name,
        qubits: [...controls, ...qubits],
        angles: angles.map((index) => circuit.angles[index]!),
        ...(bit !== undefined && { bit }),
        ...(conditions !== undefined && { conditions }),
        origin,
      }),
    ),
    bits: circuit.bits ?? [],
    measurements: circuit.measurements,
    operand,
    declarations,
    finalLayout: positions,
    stats: circuitStats(circuit, 0),
  };
}

/** In the machine's gates, on one register whose indices are the machine's numbers of its qubits. */
export function physicalStatements(
  program: Program,
  circuit: Circuit,
  { device, lowering }: { readonly device: Device; readonly lowering: Lowering | undefined },
  names: Names,
): Statements {
  const { circuit: native, start, end, swaps } = lowerOn(program, circuit, device, lowering);
  const register = names.take('q');
  const size = 1 + Math.max(...(device.labels ?? [native.qubits - 1]));
  const operand = (qubit: number): string => `${register}[${physicalNumber(device, qubit)}]`;
  return {
    statements: native.operations.map((operation): Statement => ({
      ...operation,
      angles: anglesOf(operation),
    })),
    bits: native.bits,
    measurements: native.measurements,
    operand,
    declarations: [
      plain(`qreg ${register}[${size}];`),
      plain(`// target ${device.name}, qubits start at ${start.map(operand).join(' ')}`),
    ],
    finalLayout: end.map((qubit) => physicalNumber(device, qubit)),
    stats: nativeStats(native, 0, start, swaps),
  };
}
