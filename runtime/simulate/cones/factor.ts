import type { Gate, Measurement, PauliTerm } from '../../program/circuit.ts';
import { measuredQubits } from '../../program/measurement.ts';
import type { Axis } from './axis.ts';
import { type Cone, gateQubits, lightCone } from './cone.ts';

/** A measurement of one Pauli word, or of the other kinds, with what it depends on. */
export interface Factor {
  readonly cone: Cone;
  readonly measurement: Measurement;
}

/** Factors that share no qubit: together they have the products of their values, the first factor's the slowest. */
export interface Product {
  readonly coefficient: number;
  readonly factors: readonly Factor[];
}

/**
 * A measurement as a sum of products of measurements: a Pauli polynomial term by term, and each word, or each set of
 * qubits, taken apart where no gate that matters connects its qubits.
 */
export function factorise(gates: readonly Gate[], measurement: Measurement): readonly Product[] {
  if (measurement.kind === 'expectation') {
    return measurement.terms.map((term) => ({
      coefficient: term.coefficient,
      factors: takeApart(gates, { kind: 'expectation', terms: [{ ...term, coefficient: 1 }] }),
    }));
  }
  return [{ coefficient: 1, factors: takeApart(gates, measurement) }];
}

function takeApart(gates: readonly Gate[], measurement: Measurement): Factor[] {
  const cone = lightCone(gates, axesOf(measurement));
  const measured = [...new Set(measuredQubits(measurement))];
  const groups = connected(gates, cone);
  const own = groups.map((qubits) => measured.filter((qubit) => qubits.has(qubit)));
  return groups.map((qubits, group) => ({
    cone: {
      gates: cone.gates.filter((index) => gateQubits(gates[index]!).some((q) => qubits.has(q))),
      qubits: [...qubits].sort((a, b) => a - b),
    },
    measurement: restrict(measurement, new Set(own[group])),
  }));
}

function axesOf(measurement: Measurement): ReadonlyMap<number, Axis> {
  switch (measurement.kind) {
    case 'expectation':
      return new Map(
        measurement.terms.flatMap(({ factors }) =>
          factors.map(({ qubit, pauli }): [number, Axis] => [qubit, pauli]),
        ),
      );
    case 'probabilities':
      return new Map(measurement.qubits.map((qubit) => [qubit, 'Z']));
    case 'paulis':
    case 'amplitudes':
      return new Map(measurement.qubits.map((qubit) => [qubit, null]));
  }
}

/** Sets of qubits with no gate between them, in the order of their first qubits. */
function connected(gates: readonly Gate[], { gates: kept, qubits }: Cone): readonly Set<number>[] {
  const sets = new Map(qubits.map((qubit) => [qubit, new Set([qubit])]));
  for (const index of kept) {
    const [first, ...others] = gateQubits(gates[index]!);
    for (const other of others) {
      const [into, from] = [sets.get(first!)!, sets.get(other)!];
      if (into === from) continue;
      for (const qubit of from) {
        into.add(qubit);
        sets.set(qubit, into);
      }
    }
  }
  return [...new Set(sets.values())];
}

/** What is left of a measurement when only some qubits are looked at. */
function restrict(measurement: Measurement, qubits: ReadonlySet<number>): Measurement {
  if (measurement.kind !== 'expectation') {
    return { ...measurement, qubits: measurement.qubits.filter((qubit) => qubits.has(qubit)) };
  }
  return {
    kind: 'expectation',
    terms: measurement.terms.map((term): PauliTerm => ({
      ...term,
      factors: term.factors.filter(({ qubit }) => qubits.has(qubit)),
    })),
  };
}
