import {
  measuredQubits,
  UserProblem,
  type Circuit,
  type Program,
} from '../../../runtime/program/index.ts';
import { decomposeGate } from '../../passes/decompose.ts';
import type { Lowering } from '../../passes/lower.ts';
import { anglesOf } from '../../passes/native.ts';
import { rewrite } from '../../passes/rewrite.ts';
import type { Device } from '../../targets/device.ts';
import { originPath } from '../leaf-path.ts';
import { joinLines, plain, withHeadings, type Line } from '../lines.ts';
import { lowerOn } from '../lower-on.ts';
import { angleText, floatText } from '../openqasm3/angle-text.ts';
import { inputNames, openInputs, type OpenqasmInput } from '../openqasm3/inputs.ts';
import { registersOfCircuit } from '../openqasm3/logical.ts';
import { createNames } from '../openqasm3/names.ts';
import { physicalOperand } from '../openqasm3/physical.ts';
import { circuitStats, nativeStats, type CircuitStats } from '../stats.ts';
import { BRAKET_WORDS, braketName, braketNative } from './gates.ts';
import { pragmasFor, type Pragmas } from './readout.ts';

export interface SourceOptions {
  /** Whose gates and qubits to write, verbatim; without it, the circuit's own. */
  readonly target: Device | undefined;
  readonly lowering: Lowering | undefined;
  /** `exact` asks for results of the state; `outcomes` measures the circuit's only readout, probabilities. */
  readonly readout: 'exact' | 'outcomes';
}

/** One circuit in Braket's dialect of OpenQASM 3, with what is needed to run it and to read the answer. */
export interface BraketSource {
  readonly text: string;
  /** Numbers that the text leaves open, in the order of their declaration. */
  readonly inputs: readonly OpenqasmInput[];
  /** Of `exact`; with outcomes there are none, as tasks with shots tell no values. */
  readonly pragmas: Pragmas;
  readonly stats: CircuitStats;
}

interface Body {
  readonly lines: readonly Line[];
  readonly declarations: readonly Line[];
  readonly inputs: readonly OpenqasmInput[];
  readonly measurements: Circuit['measurements'];
  readonly operand: (qubit: number) => string;
  readonly stats: CircuitStats;
}

/**
 * Writes a circuit in the dialect of Amazon Braket (Amazon Braket Developer Guide, "OpenQASM 3.0 supported features").
 *
 * @throws UserProblem where the target is too small or lacks an operation, and for what decides on the way
 */
export function braketSource(
  program: Program,
  circuitIndex: number,
  circuit: Circuit,
  options: SourceOptions,
): BraketSource {
  refuseOutcomesOnTheWay(circuit);
  const { target, lowering, readout } = options;
  const body =
    target === undefined
      ? logicalBody(program, circuitIndex, circuit)
      : physicalBody(program, circuitIndex, circuit, { device: target, lowering });
  const { measurements, operand } = body;
  const none: Pragmas = { lines: [], words: [], probabilities: [] };
  const pragmas = readout === 'exact' ? pragmasFor(measurements, operand) : none;
  const measured = readout === 'exact' ? [] : measurements.flatMap(measuredQubits);
  const { text } = joinLines([
    plain('OPENQASM 3.0;'),
    plain(`// model ${program.model}`),
    ...body.inputs.map(({ name, path }) => plain(`input float ${name}; // ${path}`)),
    ...body.declarations,
    ...(measured.length === 0 ? [] : [plain(`bit[${measured.length}] b;`)]),
    ...body.lines,
    ...measured.map((qubit, place) => plain(`b[${place}] = measure ${operand(qubit)};`)),
    ...pragmas.lines,
  ]);
  return { text, inputs: body.inputs, pragmas, stats: body.stats };
}

function logicalBody(program: Program, circuitIndex: number, source: Circuit): Body {
  const circuit = rewrite(source, (gate, angles) => {
    const known = gate.name === 'barrier' || gate.name === 'cut';
    return known || braketName(gate.name, gate.controls.length) !== undefined
      ? undefined
      : decomposeGate(gate, angles);
  });
  const names = createNames(['b', ...BRAKET_WORDS]);
  const { declarations, operand } = registersOfCircuit(circuit, names);
  const angles = circuit.gates.flatMap((gate) => gate.angles.map((each) => circuit.angles[each]!));
  const inputs = openInputs(program, circuitIndex, angles, names);
  const nameOf = inputNames(inputs);
  const gates = circuit.gates.filter(({ name }) => name !== 'barrier' && name !== 'cut');
  const lines = gates.map(({ name, qubits, controls, angles: indices, origin }): Line => {
    const call = indices.map((index) => angleText(circuit.angles[index]!, nameOf)).join(', ');
    const operands = [...controls, ...qubits].map(operand).join(', ');
    const written = braketName(name, controls.length)!;
    return { text: `${written}${call === '' ? '' : `(${call})`} ${operands};`, origin };
  });
  const touched = new Set(gates.flatMap(({ qubits, controls }) => [...qubits, ...controls]));
  const idle = circuit.qubits.flatMap((_, qubit) => (touched.has(qubit) ? [] : [qubit]));
  return {
    // A qubit that no gate touches is none to Braket.
    lines: [
      ...withHeadings(lines, (origin) => originPath(program, origin)),
      ...idle.map((qubit) => plain(`i ${operand(qubit)};`)),
    ],
    declarations,
    inputs,
    measurements: circuit.measurements,
    operand,
    stats: circuitStats(circuit, inputs.length),
  };
}

/** A box whose gates nobody touches: they are the machine's own. */
function physicalBody(
  program: Program,
  circuitIndex: number,
  source: Circuit,
  { device, lowering }: { readonly device: Device; readonly lowering: Lowering | undefined },
): Body {
  const { circuit, start, swaps } = lowerOn(program, source, device, lowering);
  const operand = physicalOperand(device);
  const angles = circuit.operations.flatMap(anglesOf);
  const inputs = openInputs(program, circuitIndex, angles, createNames(['b', ...BRAKET_WORDS]));
  const nameOf = inputNames(inputs);
  const operations = circuit.operations.filter(({ name }) => name !== 'barrier');
  const lines = operations.map((operation): Line => {
    const { name, qubits, origin } = operation;
    const angles = anglesOf(operation).map((angle) => angleText(angle, nameOf));
    const call = angles.length === 0 ? '' : `(${angles.join(', ')})`;
    return { text: `  ${braketNative(name)}${call} ${qubits.map(operand).join(', ')};`, origin };
  });
  const touched = new Set(operations.flatMap(({ qubits }) => qubits));
  const read = [...new Set(circuit.measurements.flatMap(measuredQubits))];
  const idle = read.filter((qubit) => !touched.has(qubit));
  return {
    lines: [
      plain('#pragma braket verbatim'),
      plain('box {'),
      ...lines,
      ...idle.map((qubit) => plain(`  ${idleGate(device, operand(qubit))}`)),
      plain('}'),
    ],
    declarations: [
      plain(`// target ${device.name}, qubits start at ${start.map(operand).join(' ')}`),
    ],
    inputs,
    measurements: circuit.measurements,
    operand,
    stats: nativeStats(circuit, inputs.length, start, swaps),
  };
}

/** Nothing, in the machine's own words: a qubit that no gate touches is none to Braket. */
function idleGate({ basis }: Device, qubit: string): string {
  if (basis.includes('rz')) return `rz(${floatText(0)}) ${qubit};`;
  if (basis.includes('prx')) return `prx(${floatText(0)}, ${floatText(0)}) ${qubit};`;
  return `gpi(${floatText(0)}) ${qubit}; gpi(${floatText(0)}) ${qubit};`;
}

function refuseOutcomesOnTheWay({ gates }: Circuit): void {
  const one = gates.find(
    ({ name, conditions }) => name === 'measure' || name === 'reset' || conditions !== undefined,
  );
  if (one === undefined) return;
  const what =
    one.name === 'reset' ? 'a `reset`' : one.name === 'measure' ? 'a measurement' : 'an `if`';
  throw new UserProblem({
    code: 'not-yet',
    message: `The circuit has ${what} on the way, and this version writes none for Braket.`,
    help: 'Use a fresh qubit and let the measured one control the gate, or write `--to openqasm3`.',
  });
}
