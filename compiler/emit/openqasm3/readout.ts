import {
  pauliPolynomials,
  type Measurement,
  type PauliTerm,
} from '../../../runtime/program/index.ts';
import type { Names } from './names.ts';
import { plain, type Line } from '../lines.ts';

/** A weighted sum of Pauli words to average over the state that the text prepares. */
export interface Observable {
  /** Index into `Circuit.measurements`, and which of that measurement's numbers it gives. */
  readonly measurement: number;
  readonly element: number;
  /** Coefficient by word; the rightmost letter is qubit 0 of the text, as in Qiskit. */
  readonly terms: Readonly<Record<string, number>>;
}

/** A bit register whose value, read as a number, is the index into the measurement's probabilities. */
export interface BitRegister {
  readonly measurement: number;
  readonly name: string;
  readonly size: number;
}

/** Observables of the expectations, on qubits as the text numbers them. */
export function observablesOf(
  measurements: readonly Measurement[],
  width: number,
): readonly Observable[] {
  return measurements.flatMap((each, measurement) =>
    pauliPolynomials(each).map((terms, element) => ({
      measurement,
      element,
      terms: wordsOf(terms, width),
    })),
  );
}

/** A register for each of the probabilities. */
export function registersOf(
  measurements: readonly Measurement[],
  names: Names,
): readonly BitRegister[] {
  const many = measurements.filter(({ kind }) => kind === 'probabilities').length > 1;
  let count = 0;
  return measurements.flatMap((each, measurement) => {
    if (each.kind !== 'probabilities') return [];
    const name = names.take(many ? `c${count++}` : 'c');
    return [{ measurement, name, size: each.qubits.length }];
  });
}

/** The first qubit of a readout is its most significant digit, and so the highest bit of its register. */
export function measureLines(
  measurements: readonly Measurement[],
  registers: readonly BitRegister[],
  operand: (qubit: number) => string,
): readonly Line[] {
  return registers.flatMap(({ measurement, name, size }) => {
    const readout = measurements[measurement]!;
    if (readout.kind !== 'probabilities') return [];
    return readout.qubits.map((qubit, position) =>
      plain(`${name}[${size - 1 - position}] = measure ${operand(qubit)};`),
    );
  });
}

/** What else is read is no statement of OpenQASM: it is told to a reader in comments, with the text's own qubits. */
export function readoutComments(
  measurements: readonly Measurement[],
  operand: (qubit: number) => string,
): readonly Line[] {
  return measurements.flatMap((each) => {
    switch (each.kind) {
      case 'expectation': {
        const words = each.terms.map((term) => termText(term, operand));
        return [plain(`// expect ${words.length === 0 ? '0' : words.join(' + ')}`)];
      }
      case 'probabilities':
        return [];
      case 'paulis':
        return [plain(`// expect every Pauli word of ${each.qubits.map(operand).join(', ')}`)];
      case 'amplitudes':
        return [plain(`// amplitudes of ${each.qubits.map(operand).join(', ')}`)];
    }
  });
}

function wordsOf(terms: readonly PauliTerm[], width: number): Record<string, number> {
  const words: Record<string, number> = {};
  for (const { coefficient, factors } of terms) {
    const letters = Array<string>(width).fill('I');
    for (const { qubit, pauli } of factors) letters[width - 1 - qubit] = pauli;
    const word = letters.join('');
    words[word] = (words[word] ?? 0) + coefficient;
  }
  // An empty sum would be refused by every reader; zero times the identity is the same number.
  return terms.length === 0 ? { ['I'.repeat(width)]: 0 } : words;
}

function termText({ coefficient, factors }: PauliTerm, operand: (qubit: number) => string): string {
  const word = factors.map(({ qubit, pauli }) => `${pauli}(${operand(qubit)})`).join(' ');
  if (word === '') return String(coefficient);
  return coefficient === 1 ? word : `${coefficient} * ${word}`;
}
