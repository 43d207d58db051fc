import type { Measurement, Pauli, PauliTerm } from '../../runtime/program/index.ts';

/** What our own OpenQASM says in comments, by the text's names of qubits. */
export interface Annotations {
  /** Where the qubits of the circuit that was compiled start and end on the machine. */
  readonly layout?: { readonly start: readonly string[]; readonly end: readonly string[] };
  readonly measurements: readonly Measurement[];
}

const LAYOUT = /^\/\/ target .*, qubits start at ((?:\$\d+ ?)+?)(?: and end at ((?:\$\d+ ?)+))?$/;
const EXPECT = /^\/\/ expect (.+)$/;
const EVERY = /^every Pauli word of (.+)$/;
const AMPLITUDES = /^\/\/ amplitudes of (.+)$/;
const TERM = /^(?:(-?[\d.e+-]+)(?: \* )?)?((?:[XYZ]\([^)]+\) ?)*)$/;

/** @param qubitOf a name as the circuit's qubit, or undefined where it is none: such a comment is someone else's */
export function readAnnotations(
  text: string,
  qubitOf: (name: string) => number | undefined,
): Annotations {
  const lines = text.split('\n').map((line) => line.trim());
  const layout = lines.map((line) => LAYOUT.exec(line)).find((match) => match !== null);
  const start = layout?.[1]?.trim().split(' ');
  const end = layout?.[2]?.trim().split(' ');
  return {
    ...(start === undefined ? {} : { layout: { start, end: end ?? start } }),
    measurements: lines.flatMap((line) => measurementOf(line, qubitOf) ?? []),
  };
}

function measurementOf(
  line: string,
  qubitOf: (name: string) => number | undefined,
): Measurement | undefined {
  const listed = (names: string): readonly number[] | undefined => {
    const qubits = names.split(', ').map(qubitOf);
    return qubits.every((qubit) => qubit !== undefined) ? qubits : undefined;
  };
  const amplitudes = AMPLITUDES.exec(line)?.[1];
  if (amplitudes !== undefined) {
    const qubits = listed(amplitudes);
    return qubits && { kind: 'amplitudes', qubits };
  }
  const expected = EXPECT.exec(line)?.[1];
  if (expected === undefined) return undefined;
  const every = EVERY.exec(expected)?.[1];
  if (every !== undefined) {
    const qubits = listed(every);
    return qubits && { kind: 'paulis', qubits };
  }
  const terms = expected.split(' + ').map((term) => termOf(term, qubitOf));
  return terms.every((term) => term !== undefined) ? { kind: 'expectation', terms } : undefined;
}

function termOf(
  text: string,
  qubitOf: (name: string) => number | undefined,
): PauliTerm | undefined {
  const match = TERM.exec(text);
  if (match === null) return undefined;
  const letters = (match[2] ?? '').trim();
  const factors =
    letters === ''
      ? []
      : letters.split(/ (?=[XYZ]\()/).map((letter) => ({
          qubit: qubitOf(letter.slice(2, -1)),
          pauli: letter[0] as Pauli,
        }));
  const found = factors.flatMap(({ qubit, pauli }) =>
    qubit === undefined ? [] : [{ qubit, pauli }],
  );
  if (found.length < factors.length) return undefined;
  return { coefficient: match[1] === undefined ? 1 : Number(match[1]), factors: found };
}
