import type { Measurement, Pauli, PauliTerm } from './circuit.ts';

/** How many numbers a measurement gives. */
export function measurementSize(measurement: Measurement): number {
  switch (measurement.kind) {
    case 'expectation':
      return 1;
    case 'probabilities':
      return 2 ** measurement.qubits.length;
    case 'paulis':
      return 4 ** measurement.qubits.length;
    case 'amplitudes':
      return 2 * 2 ** measurement.qubits.length;
  }
}

/** The qubits that a measurement looks at; a qubit may be there more than once. */
export function measuredQubits(measurement: Measurement): readonly number[] {
  return measurement.kind === 'expectation'
    ? measurement.terms.flatMap(({ factors }) => factors.map(({ qubit }) => qubit))
    : measurement.qubits;
}

/** The measurement with its qubits renamed. */
export function moveMeasurement(
  measurement: Measurement,
  place: (qubit: number) => number,
): Measurement {
  if (measurement.kind !== 'expectation') {
    return { ...measurement, qubits: measurement.qubits.map(place) };
  }
  return {
    kind: 'expectation',
    terms: measurement.terms.map(({ coefficient, factors }) => ({
      coefficient,
      factors: factors
        .map(({ qubit, pauli }) => ({ qubit: place(qubit), pauli }))
        .sort((a, b) => a.qubit - b.qubit),
    })),
  };
}

/** Every Pauli word on these qubits, in the order of the numbers that the measurement `paulis` gives. */
export function pauliWords(qubits: readonly number[]): readonly PauliTerm[] {
  const names: readonly (Pauli | null)[] = [null, 'X', 'Y', 'Z'];
  return Array.from({ length: 4 ** qubits.length }, (_, word): PauliTerm => {
    const factors = qubits.flatMap((qubit, position) => {
      const pauli = names[Math.floor(word / 4 ** (qubits.length - 1 - position)) % 4] ?? null;
      return pauli === null ? [] : [{ qubit, pauli }];
    });
    return { coefficient: 1, factors: factors.sort((a, b) => a.qubit - b.qubit) };
  });
}

/** The polynomials whose expectations a measurement gives, one for each of its numbers; none for other readouts. */
export function pauliPolynomials(measurement: Measurement): readonly (readonly PauliTerm[])[] {
  switch (measurement.kind) {
    case 'expectation':
      return [measurement.terms];
    case 'paulis':
      return pauliWords(measurement.qubits).map((word) => [word]);
    case 'probabilities':
    case 'amplitudes':
      return [];
  }
}
