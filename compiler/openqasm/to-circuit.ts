import type { Span } from '../../grammar/tree.ts';
import type { Circuit, Gate, Measurement, Qubit } from '../../runtime/program/index.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { angleTable } from '../passes/angles.ts';
import type { MeasureOperation, OpenqasmProgram } from './program.ts';

export interface OpenqasmCircuit {
  /**
   * Leaf i is input i of the program, as element 0 of node i. For each register of bits there is a `probabilities` of
   * the qubits measured into it, the highest bit first.
   */
  readonly circuit: Circuit;
  /** Places in the file that `Gate.origin` points into. */
  readonly origins: readonly Span[];
  /** What each measurement of the circuit is called in the program: a register and its measured bits, highest first. */
  readonly readouts: readonly { readonly register: string; readonly bits: readonly number[] }[];
  /** What the Program format cannot hold: gates that depend on outcomes, or act on qubits that were measured. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A program as one circuit, which all passes, emitters and the simulator read. */
export function toCircuit(program: OpenqasmProgram): OpenqasmCircuit {
  const angles = angleTable([]);
  const origins: Span[] = [];
  const gates: Gate[] = [];
  const touched = new Set<number>();
  const measured = new Set<number>();
  const bits = new Map<number, number>();
  const diagnostics: Diagnostic[] = [];
  const refused = ({ start, end }: Span, construct: string): void => {
    if (diagnostics.length > 0) return;
    const at = { file: program.path, start, end };
    const reason = 'what a circuit measures is read at its end';
    diagnostics.push(diagnose('openqasm-unsupported', 'default', at, { construct, reason }));
  };
  for (const operation of program.operations) {
    const { span } = operation;
    if (operation.conditions.length > 0) refused(span, 'A gate under `if` on measured bits');
    if (operation.kind === 'measure') {
      if (measuredTwice(operation, bits)) refused(span, 'Measuring one qubit into two bits');
      measured.add(operation.qubit);
      if (operation.bit !== null) bits.set(operation.bit, operation.qubit);
      continue;
    }
    const { name, qubits, controls } = operation;
    const all = [...controls, ...qubits];
    if (name !== 'barrier' && all.some((qubit) => measured.has(qubit)))
      refused(span, `\`${'c'.repeat(controls.length)}${name}\` on a measured qubit`);
    // Qubits start in |0>.
    if (name === 'reset' && !all.some((qubit) => touched.has(qubit))) continue;
    if (name !== 'barrier') for (const qubit of all) touched.add(qubit);
    if (origins.at(-1) !== span) origins.push(span);
    const origin = origins.length - 1;
    gates.push({
      name,
      qubits,
      controls,
      angles: operation.angles.map((angle) => angles.intern(angle)),
      when: [],
      origin,
    });
  }
  const readouts = readoutsOf(program, bits);
  const circuit: Circuit = {
    qubits: qubitsOf(program),
    leaves: program.inputs.map((_, node) => ({ node, element: 0 })),
    angles: angles.list,
    gates,
    measurements: readouts.map(({ qubits }): Measurement => ({ kind: 'probabilities', qubits })),
  };
  return { circuit, origins, readouts, diagnostics };
}

function measuredTwice(
  { qubit, bit }: MeasureOperation,
  bits: ReadonlyMap<number, number>,
): boolean {
  return [...bits].some(([other, from]) => from === qubit && other !== bit);
}

function qubitsOf({ registers }: OpenqasmProgram): readonly Qubit[] {
  const qubits: Qubit[] = [];
  for (const { name, members } of registers)
    members.forEach((qubit, index) => (qubits[qubit] = { register: name, index }));
  return qubits;
}

function readoutsOf(
  program: OpenqasmProgram,
  bits: ReadonlyMap<number, number>,
): { register: string; bits: number[]; qubits: number[] }[] {
  return program.bits.flatMap(({ name, members }) => {
    const read = members.flatMap((bit, index) => {
      const qubit = bits.get(bit);
      return qubit === undefined ? [] : [{ index, qubit }];
    });
    if (read.length === 0) return [];
    const highestFirst = read.toReversed();
    return [
      {
        register: name,
        bits: highestFirst.map(({ index }) => index),
        qubits: highestFirst.map(({ qubit }) => qubit),
      },
    ];
  });
}
