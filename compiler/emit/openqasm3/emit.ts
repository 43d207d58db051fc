import { moveMeasurement, type Circuit, type Program } from '../../../runtime/program/index.ts';
import { bind, withModalities, type LeafValues } from '../../passes/bind.ts';
import type { Lowering } from '../../passes/lower.ts';
import type { Layout } from '../../passes/pass.ts';
import { machineFigures } from '../../passes/schedule/machine-figures.ts';
import type { Device } from '../../targets/device.ts';
import { originPath } from '../leaf-path.ts';
import { lowerOn } from '../lower-on.ts';
import { circuitStats, nativeStats, type CircuitStats } from '../stats.ts';
import { refuseAmplitudes } from './amplitudes.ts';
import { bitsOfCircuit } from './bits.ts';
import { definitionLines } from './definitions.ts';
import { inputLines, inputNames, openInputs, type OpenqasmInput } from './inputs.ts';
import { gateLines, registersOfCircuit, sayable } from './logical.ts';
import { createNames } from './names.ts';
import { operationLines, physicalOperand, widthLines } from './physical.ts';
import {
  readoutComments,
  measureLines,
  observablesOf,
  registersOf,
  type BitRegister,
  type Observable,
} from './readout.ts';
import { openLeaves, openSlots, type OpenqasmSlots } from './open.ts';
import { joinLines, plain, withHeadings, type Line } from '../lines.ts';

export type OpenqasmOptions = {
  /** Numbers for leaves; those without one become inputs. */
  readonly values?: LeafValues;
  /** Modalities present in the sample; without it, all of them. */
  readonly present?: (modality: string) => boolean;
  /** `measure` writes bit registers for probabilities; `state` ends with the state that observables are read from. */
  readonly readout?: 'measure' | 'state';
} & (
  | { readonly form: 'logical' }
  /** The machine's own gates on its own qubits. */
  | {
      readonly form: 'isa';
      readonly target: Device;
      /** With slots, open angles become inputs, whose values a bind program gives; else leaves are the inputs. */
      readonly lowering?: Lowering;
    }
);

/** One circuit as OpenQASM 3, with what is needed to run it and to read the answer. */
export interface OpenqasmProgram {
  readonly text: string;
  /** For each line of the text an index into `Program.origins`, or null. */
  readonly lines: readonly (number | null)[];
  /** In the order of their declaration, which is the order of their names; none where there are slots. */
  readonly inputs: readonly OpenqasmInput[];
  /** What is left open instead of leaves, where that was asked for. */
  readonly slots?: OpenqasmSlots;
  /** Qubits of the text, those of the whole machine included. */
  readonly width: number;
  /** Where each qubit of the circuit starts, in the text's numbers. */
  readonly layout: Layout;
  /** Where each qubit of the circuit is at the end, after swaps. */
  readonly finalLayout: Layout;
  /** One for each expectation, and one for each word where all of them are read. */
  readonly observables: readonly Observable[];
  /** One for each readout of probabilities. */
  readonly registers: readonly BitRegister[];
  readonly stats: CircuitStats;
}

/**
 * Writes a circuit of a Program as OpenQASM 3.0.
 *
 * @throws UserProblem where the target is too small or lacks an operation, for amplitudes to prepare that are not known,
 *   and for amplitudes to read on a machine
 */
export function emitOpenqasm3(
  program: Program,
  circuitIndex: number,
  options: OpenqasmOptions,
): OpenqasmProgram {
  const source = program.circuits[circuitIndex]!;
  const chosen = options.present === undefined ? source : withModalities(source, options.present);
  const circuit = options.values === undefined ? chosen : bind(chosen, options.values);
  return options.form === 'logical'
    ? emitLogical(program, circuitIndex, circuit, options)
    : emitPhysical(program, circuitIndex, circuit, options);
}

function emitLogical(
  program: Program,
  circuitIndex: number,
  source: Circuit,
  options: OpenqasmOptions,
): OpenqasmProgram {
  const circuit = sayable(source);
  const names = createNames();
  const registers = registersOfCircuit(circuit, names);
  const bits = options.readout === 'state' ? [] : registersOf(circuit.measurements, names);
  const angles = circuit.gates.flatMap((gate) => gate.angles.map((each) => circuit.angles[each]!));
  const inputs = openInputs(program, circuitIndex, angles, names);
  const outcomes = bitsOfCircuit(circuit.bits ?? [], names);
  const body = gateLines(circuit, registers.operand, inputNames(inputs), outcomes.nameOf);
  const width = circuit.qubits.length;
  const { positions } = registers;
  const used = new Set(circuit.gates.map(({ name }) => name));
  return {
    ...assemble(program, circuitIndex, inputs.length, [
      ...definitionLines(used).map(plain),
      ...inputLines(inputs),
      ...registers.declarations,
      ...bits.map(({ name, size }) => plain(`bit[${size}] ${name};`)),
      ...outcomes.declarations,
      ...withHeadings(body, (origin) => originPath(program, origin)),
      ...measureLines(circuit.measurements, bits, registers.operand),
      ...readoutComments(circuit.measurements, registers.operand),
    ]),
    inputs,
    width,
    layout: positions,
    finalLayout: positions,
    observables: observablesOf(
      circuit.measurements.map((each) => moveMeasurement(each, (qubit) => positions[qubit]!)),
      width,
    ),
    registers: bits,
    stats: circuitStats(circuit, inputs.length),
  };
}

function emitPhysical(
  program: Program,
  circuitIndex: number,
  circuit: Circuit,
  options: Extract<OpenqasmOptions, { readonly form: 'isa' }>,
): OpenqasmProgram {
  const { target: device, lowering } = options;
  refuseAmplitudes(program, circuitIndex, device);
  const { circuit: native, start, end, swaps } = lowerOn(program, circuit, device, lowering);
  const names = createNames();
  const bits = options.readout === 'state' ? [] : registersOf(native.measurements, names);
  const open = lowering?.slots
    ? openSlots(native, names)
    : openLeaves(program, circuitIndex, native, names);
  const operand = physicalOperand(device);
  const outcomes = bitsOfCircuit(native.bits, names);
  const body = operationLines(native, device, open.textOf, outcomes.nameOf);
  const used = new Set(native.operations.map(({ name }) => name));
  return {
    ...assemble(program, circuitIndex, open.lines.length, [
      ...definitionLines(used).map(plain),
      ...open.lines,
      ...bits.map(({ name, size }) => plain(`bit[${size}] ${name};`)),
      ...outcomes.declarations,
      plain(layoutComment(circuit, device, start, end)),
      ...body,
      ...widthLines(native, device),
      ...measureLines(native.measurements, bits, operand),
      ...readoutComments(native.measurements, operand),
    ]),
    inputs: open.inputs,
    ...(open.slots && { slots: open.slots }),
    width: native.qubits,
    layout: start,
    finalLayout: end,
    observables: observablesOf(native.measurements, native.qubits),
    registers: bits,
    stats: {
      ...nativeStats(native, open.parameters, start, swaps),
      ...machineFigures(native, device),
    },
  };
}

/** Where the qubits are, in the order in which the logical text counts them; `qmm verify` reads it. */
function layoutComment(circuit: Circuit, device: Device, start: Layout, end: Layout): string {
  const { positions } = registersOfCircuit(circuit, createNames());
  const operand = physicalOperand(device);
  const inText = (layout: Layout): string => {
    const names: string[] = [];
    layout.forEach((qubit, k) => (names[positions[k]!] = operand(qubit)));
    return names.join(' ');
  };
  const [from, to] = [inText(start), inText(end)];
  const moved = from === to ? '' : ` and end at ${to}`;
  return `// target ${device.name}, qubits start at ${from}${moved}`;
}

function assemble(
  program: Program,
  circuitIndex: number,
  count: number,
  lines: readonly Line[],
): { readonly text: string; readonly lines: readonly (number | null)[] } {
  const which = program.circuits.length > 1 ? `, circuit ${circuitIndex + 1}` : '';
  const open = count === 0 ? '' : `; ${count} numbers are left open`;
  return joinLines([
    plain('OPENQASM 3.0;'),
    plain('include "stdgates.inc";'),
    plain(`// model ${program.model}${which}${open}`),
    ...lines,
  ]);
}
