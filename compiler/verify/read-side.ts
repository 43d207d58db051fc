import type { Circuit } from '../../runtime/program/index.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readOpenqasm, toCircuit } from '../openqasm/index.ts';
import { readAnnotations } from './annotations.ts';
import type { Places } from './unfold.ts';

/** A text as one of the two circuits, with its own names. */
export interface Side {
  readonly path: string;
  readonly circuit: Circuit;
  readonly qubits: readonly string[];
  /** Measured bits in the order of what is measured. */
  readonly bits: readonly string[];
  readonly inputs: readonly string[];
  /** Where a compiled text says that the qubits of the circuit are. */
  readonly places: Places | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads OpenQASM, with the layout and the expectations that our own texts have in comments. */
export function readSide(text: string, path: string): Side {
  const { program, diagnostics } = readOpenqasm(text, path);
  const { circuit, readouts } = toCircuit(program);
  const qubits = circuit.qubits.map(({ register, index }) =>
    register === '$' ? `$${index}` : `${register}[${index}]`,
  );
  const numbers = new Map(qubits.map((name, qubit) => [name, qubit]));
  const { layout, measurements } = readAnnotations(text, (name) => numbers.get(name));
  const placesOf = (names: readonly string[]): readonly number[] | undefined => {
    const found = names.map((name) => numbers.get(name));
    return found.every((qubit) => qubit !== undefined) ? found : undefined;
  };
  const start = layout && placesOf(layout.start);
  const end = layout && placesOf(layout.end);
  return {
    path,
    circuit: { ...circuit, measurements: [...circuit.measurements, ...measurements] },
    qubits,
    bits: readouts.flatMap(({ register, bits }) => bits.map((bit) => `${register}[${bit}]`)),
    inputs: program.inputs,
    places: start && end && { start, end },
    diagnostics,
  };
}

/** The qubits that something happens to, ascending. */
export function touchedQubits({ gates, measurements }: Circuit): readonly number[] {
  const touched = new Set<number>();
  for (const { name, qubits, controls } of gates) {
    if (name !== 'barrier') for (const qubit of [...qubits, ...controls]) touched.add(qubit);
  }
  for (const each of measurements) {
    const read =
      each.kind === 'expectation'
        ? each.terms.flatMap(({ factors }) => factors.map(({ qubit }) => qubit))
        : each.qubits;
    for (const qubit of read) touched.add(qubit);
  }
  return [...touched].sort((a, b) => a - b);
}
