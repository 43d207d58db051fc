import {
  pauliPolynomials,
  type Circuit,
  type Gate,
  type Pauli,
  type PauliTerm,
} from '../../runtime/program/index.ts';

/** A circuit that ends in the outcomes of some qubits, and what these tell of the readouts of another circuit. */
export interface BasisCircuit {
  /** Turns into the bases at the end; its only readout are the probabilities of `qubits`. */
  readonly circuit: Circuit;
  /** Ascending. */
  readonly qubits: readonly number[];
  readonly words: readonly WordReading[];
  readonly probabilities: readonly ProbabilityReading[];
}

/** The mean over shots of `coefficient * (-1)^(sum of the bits of qubits)` is part of a readout's number. */
export interface WordReading {
  /** Index into the measurements of the circuit that was given, and which of that measurement's numbers. */
  readonly measurement: number;
  readonly element: number;
  readonly coefficient: number;
  readonly qubits: readonly number[];
}

/** Frequencies of the bits of these qubits, the first most significant. */
export interface ProbabilityReading {
  readonly measurement: number;
  readonly qubits: readonly number[];
}

interface Group {
  readonly bases: Map<number, Pauli>;
  readonly words: WordReading[];
  readonly probabilities: ProbabilityReading[];
}

/**
 * What a machine runs that tells outcomes only: a circuit for each group of readouts that one basis a qubit serves.
 * Words join the first group that they agree with, qubit by qubit.
 *
 * Requires a circuit without `amplitudes` among its readouts.
 * @param origin of the turns, an index into `Program.origins`
 */
export function inBases(circuit: Circuit, origin: number): readonly BasisCircuit[] {
  const groups: Group[] = [];
  const groupFor = (wanted: readonly (readonly [number, Pauli])[]): Group => {
    const agrees = ({ bases }: Group): boolean =>
      wanted.every(([qubit, pauli]) => (bases.get(qubit) ?? pauli) === pauli);
    const found = groups.find(agrees) ?? { bases: new Map(), words: [], probabilities: [] };
    if (!groups.includes(found)) groups.push(found);
    for (const [qubit, pauli] of wanted) found.bases.set(qubit, pauli);
    return found;
  };
  circuit.measurements.forEach((readout, measurement) => {
    if (readout.kind === 'probabilities') {
      const { qubits } = readout;
      const group = groupFor(qubits.map((qubit) => [qubit, 'Z']));
      group.probabilities.push({ measurement, qubits });
    }
    pauliPolynomials(readout).forEach((terms, element) => {
      for (const term of withNumber(terms)) {
        const group = groupFor(term.factors.map(({ qubit, pauli }) => [qubit, pauli]));
        const qubits = term.factors.map(({ qubit }) => qubit);
        group.words.push({ measurement, element, coefficient: term.coefficient, qubits });
      }
    });
  });
  return groups.map((group) => basisCircuit(circuit, group, origin));
}

/** An empty sum is still a number. */
function withNumber(terms: readonly PauliTerm[]): readonly PauliTerm[] {
  return terms.length === 0 ? [{ coefficient: 0, factors: [] }] : terms;
}

function basisCircuit(circuit: Circuit, group: Group, origin: number): BasisCircuit {
  // Somebody has to measure something, even where only the identity is read.
  const bases = group.bases.size === 0 ? new Map<number, Pauli>([[0, 'Z']]) : group.bases;
  const qubits = [...bases.keys()].sort((a, b) => a - b);
  const turn = (name: Gate['name'], qubit: number): Gate => ({
    name,
    qubits: [qubit],
    controls: [],
    angles: [],
    when: [],
    origin,
  });
  const turns = qubits.flatMap((qubit) => {
    const pauli = bases.get(qubit);
    if (pauli === 'X') return [turn('h', qubit)];
    return pauli === 'Y' ? [turn('sdg', qubit), turn('h', qubit)] : [];
  });
  return {
    circuit: {
      ...circuit,
      gates: [...circuit.gates, ...turns],
      measurements: [{ kind: 'probabilities', qubits }],
    },
    qubits,
    words: group.words,
    probabilities: group.probabilities,
  };
}
