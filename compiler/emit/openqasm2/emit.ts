import type { Circuit, Program } from '../../../runtime/program/index.ts';
import { bind, withModalities, type LeafValues } from '../../passes/bind.ts';
import type { Lowering } from '../../passes/lower.ts';
import type { Layout } from '../../passes/pass.ts';
import type { Device } from '../../targets/device.ts';
import { originPath } from '../leaf-path.ts';
import { joinLines, plain, withHeadings, type Line } from '../lines.ts';
import { refuseOpenNumbers } from '../open-numbers.ts';
import { refuseAmplitudes } from '../openqasm3/amplitudes.ts';
import { createNames } from '../openqasm3/names.ts';
import { readoutComments, registersOf, type BitRegister } from '../openqasm3/readout.ts';
import type { CircuitStats } from '../stats.ts';
import { bitsFor } from './bits.ts';
import { definitionLines } from './definitions.ts';
import { realText } from './real.ts';
import { logicalStatements, physicalStatements, type Statement } from './statements.ts';

export interface Openqasm2Options {
  /** A number for each leaf that some angle names. */
  readonly values?: LeafValues;
  /** Modalities present in the sample; without it, all of them. */
  readonly present?: (modality: string) => boolean;
  /** Whose gates and qubits to write; without it, the circuit's own. */
  readonly target?: Device;
  readonly lowering?: Lowering;
}

/** One circuit as OpenQASM 2, with what is needed to read the answer. */
export interface Openqasm2Program {
  readonly text: string;
  /** For each line of the text an index into `Program.origins`, or null. */
  readonly lines: readonly (number | null)[];
  /** Where each qubit of the circuit is at the end, counted over the registers as they are declared. */
  readonly finalLayout: Layout;
  /** One for each readout of probabilities. */
  readonly registers: readonly BitRegister[];
  readonly stats: CircuitStats;
}

/** Words of OpenQASM 2 beside those of OpenQASM 3. */
const WORDS = ['opaque', 'ln', 'cu3', 'u0', 'rccx', 'c3x', 'c4x', 'qelib1'];

/**
 * Writes a circuit of a Program as OpenQASM 2.0 (arXiv:1707.03429): numbers instead of inputs, registers of the model
 * or one that is the whole machine, whose indices are the machine's.
 *
 * @throws UserProblem where a number is missing, the target is too small or lacks an operation, and for amplitudes to
 *   read
 */
export function emitOpenqasm2(
  program: Program,
  circuitIndex: number,
  { values, present, target, lowering }: Openqasm2Options,
): Openqasm2Program {
  refuseAmplitudes(program, circuitIndex, target ?? { name: 'OpenQASM 2' });
  const source = program.circuits[circuitIndex]!;
  const chosen = present === undefined ? source : withModalities(source, present);
  const circuit = values === undefined ? chosen : bind(chosen, values);
  refuseOpenNumbers(program, circuit, 'OpenQASM 2');
  const names = createNames(WORDS);
  const sayable =
    target === undefined
      ? logicalStatements(circuit, names)
      : physicalStatements(program, circuit, { device: target, lowering }, names);
  const { statements, measurements, operand } = sayable;
  const outcomes = bitsFor(sayable.bits, statements, names);
  const registers = registersOf(measurements, names);
  const written = new Set<number>();
  const body = statements.flatMap(({ conditions, origin, ...statement }): Line[] => {
    const text = statementText(statement, operand, outcomes.nameOf);
    const heads = conditions === undefined ? [''] : outcomes.when(conditions, written);
    if (statement.bit !== undefined) written.add(statement.bit);
    return heads.map((head) => ({ text: head === '' ? text : `${head} ${text}`, origin }));
  });
  const { text, lines } = joinLines([
    plain('OPENQASM 2.0;'),
    plain('include "qelib1.inc";'),
    plain(`// model ${program.model}${circuitName(program, circuitIndex)}`),
    ...definitionLines(new Set(statements.map(({ name }) => name))).map(plain),
    ...sayable.declarations,
    ...outcomes.declarations,
    ...registers.map(({ name, size }) => plain(`creg ${name}[${size}];`)),
    ...(target === undefined ? withHeadings(body, (origin) => originPath(program, origin)) : body),
    ...readLines(measurements, registers, operand),
    ...readoutComments(measurements, operand),
  ]);
  return { text, lines, registers, finalLayout: sayable.finalLayout, stats: sayable.stats };
}

function statementText(
  { name, qubits, angles, bit }: Omit<Statement, 'origin' | 'conditions'>,
  operand: (qubit: number) => string,
  bitName: (bit: number) => string,
): string {
  const operands = qubits.map(operand).join(', ');
  if (bit !== undefined) return `measure ${operands} -> ${bitName(bit)};`;
  if (name === 'cut') return `// the wire of ${operands} may be cut here`;
  const call = angles.length === 0 ? '' : `(${angles.map(realText).join(', ')})`;
  return `${name}${call} ${operands};`;
}

/** The first qubit of a readout is its most significant digit, and so the highest bit of its register. */
function readLines(
  measurements: Circuit['measurements'],
  registers: readonly BitRegister[],
  operand: (qubit: number) => string,
): readonly Line[] {
  return registers.flatMap(({ measurement, name, size }) => {
    const readout = measurements[measurement]!;
    if (readout.kind !== 'probabilities') return [];
    return readout.qubits.map((qubit, position) =>
      plain(`measure ${operand(qubit)} -> ${name}[${size - 1 - position}];`),
    );
  });
}

function circuitName({ circuits }: Program, index: number): string {
  return circuits.length > 1 ? `, circuit ${index + 1}` : '';
}
