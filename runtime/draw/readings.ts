import type { Circuit, Measurement, PauliTerm } from '../program/index.ts';
import { qubitName } from './picture.ts';

/** What a circuit is read for, one line a kind, e.g. `Z of v[0..4], s[0..4]` or `probabilities of q[0..2]`. */
export function readings(circuit: Circuit): string[] {
  const alike = new Map<string, number[]>();
  const others: string[] = [];
  for (const measurement of circuit.measurements) {
    const single = singlePauli(measurement);
    if (single) alike.set(single.text, [...(alike.get(single.text) ?? []), single.qubit]);
    else others.push(measurementText(circuit, measurement));
  }
  return [
    ...[...alike].map(([text, qubits]) => `${text} of ${qubitRanges(circuit, qubits)}`),
    ...new Set(others),
  ];
}

/** `v[0..4], c[1]`: consecutive qubits of a register as a half-open range. */
function qubitRanges(circuit: Circuit, qubits: readonly number[]): string {
  const runs: { register: string; start: number; end: number }[] = [];
  for (const qubit of qubits) {
    const { register, index } = circuit.qubits[qubit]!;
    const last = runs.at(-1);
    if (last?.register === register && last.end === index) last.end++;
    else runs.push({ register, start: index, end: index + 1 });
  }
  return runs
    .map(({ register, start, end }) =>
      end - start === 1 ? `${register}[${start}]` : `${register}[${start}..${end}]`,
    )
    .join(', ');
}

function singlePauli(measurement: Measurement): { text: string; qubit: number } | undefined {
  if (measurement.kind !== 'expectation' || measurement.terms.length !== 1) return undefined;
  const [{ coefficient, factors }] = measurement.terms as [PauliTerm];
  if (factors.length !== 1) return undefined;
  const { pauli, qubit } = factors[0]!;
  return { text: coefficient === 1 ? pauli : `${coefficient} ${pauli}`, qubit };
}

function measurementText(circuit: Circuit, measurement: Measurement): string {
  switch (measurement.kind) {
    case 'expectation':
      return polynomialText(circuit, measurement.terms);
    case 'probabilities':
      return `probabilities of ${qubitRanges(circuit, measurement.qubits)}`;
    case 'paulis':
      return `all Pauli words of ${qubitRanges(circuit, measurement.qubits)}`;
    case 'amplitudes':
      return `amplitudes of ${qubitRanges(circuit, measurement.qubits)}`;
  }
}

/** Terms that a reader follows; of a longer sum the first, and how many there are. */
const READ_TERMS = 8;

function polynomialText(circuit: Circuit, polynomial: readonly PauliTerm[]): string {
  const shown = polynomial.length > READ_TERMS ? polynomial.slice(0, READ_TERMS - 2) : polynomial;
  const more = polynomial.length - shown.length;
  const terms = shown.map(({ coefficient, factors }) => {
    const product = factors
      .map(({ qubit, pauli }) => `${pauli} ${qubitName(circuit, qubit)}`)
      .join(' · ');
    if (product === '') return String(coefficient);
    if (coefficient === 1) return product;
    return coefficient === -1 ? `-${product}` : `${coefficient} ${product}`;
  });
  const sum = terms
    .reduce(
      (sum, term) => (term.startsWith('-') ? `${sum} - ${term.slice(1)}` : `${sum} + ${term}`),
      '',
    )
    .replace(/^ \+ /, '')
    .replace(/^ - /, '-');
  return more === 0 ? sum : `${sum} + … (${polynomial.length} terms)`;
}
