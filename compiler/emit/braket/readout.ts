import {
  pauliPolynomials,
  type Measurement,
  type PauliTerm,
} from '../../../runtime/program/index.ts';
import { plain, type Line } from '../lines.ts';

/** What one result of a task adds to a readout's number: `coefficient` times it. */
export interface PragmaReading {
  /** Index into `Circuit.measurements`, and which of that measurement's numbers. */
  readonly measurement: number;
  readonly element: number;
  readonly coefficient: number;
  /** Index into the task's result types; null for the identity, whose mean is 1. */
  readonly result: number | null;
}

/** Result types by their text, in the order of the task's results, and how to read them. */
export interface Pragmas {
  readonly lines: readonly Line[];
  readonly words: readonly PragmaReading[];
  /** Of readouts of probabilities, in the order of their qubits, the first most significant. */
  readonly probabilities: readonly { readonly measurement: number; readonly result: number }[];
}

/** Exact results for every readout; weights stay outside, as Braket's observables have none. */
export function pragmasFor(
  measurements: readonly Measurement[],
  operand: (qubit: number) => string,
): Pragmas {
  const texts: string[] = [];
  const indexOf = (text: string): number => {
    const known = texts.indexOf(text);
    return known >= 0 ? known : texts.push(text) - 1;
  };
  const words: PragmaReading[] = [];
  const probabilities: { measurement: number; result: number }[] = [];
  measurements.forEach((readout, measurement) => {
    if (readout.kind === 'probabilities') {
      const operands = readout.qubits.map(operand).join(', ');
      probabilities.push({ measurement, result: indexOf(`probability ${operands}`) });
    }
    pauliPolynomials(readout).forEach((terms, element) => {
      for (const term of terms) {
        const result = term.factors.length === 0 ? null : indexOf(expectationText(term, operand));
        words.push({ measurement, element, coefficient: term.coefficient, result });
      }
    });
  });
  return {
    lines: texts.map((text) => plain(`#pragma braket result ${text}`)),
    words,
    probabilities,
  };
}

function expectationText({ factors }: PauliTerm, operand: (qubit: number) => string): string {
  const word = factors.map(({ qubit, pauli }) => `${pauli.toLowerCase()}(${operand(qubit)})`);
  return `expectation ${word.join(' @ ')}`;
}
