import type { Measurement } from '../../program/circuit.ts';
import { measurementSize } from '../../program/measurement.ts';
import type { Factor, Product } from './factor.ts';

/** `sum_i coefficient_i prod_j values[indices_ij]`, indices into the values of all parts, counted through. */
export interface OutputSum {
  readonly terms: readonly { readonly coefficient: number; readonly values: readonly number[] }[];
}

/**
 * How the outputs of a measurement follow from the values of its factors.
 * @param start where the values of a factor begin
 */
export function outputsOf(
  measurement: Measurement,
  products: readonly Product[],
  start: (factor: Factor) => number,
): readonly OutputSum[] {
  return Array.from({ length: measurementSize(measurement) }, (_, output) => ({
    terms: products.map(({ coefficient, factors }) => ({
      coefficient,
      values: factors.map((factor) => start(factor) + digitsOf(measurement, factor, output)),
    })),
  }));
}

/** The output of a factor that belongs to one of the whole: its qubits' digits of that. */
function digitsOf(whole: Measurement, { measurement }: Factor, output: number): number {
  if (whole.kind === 'expectation' || measurement.kind === 'expectation') return 0;
  const base = whole.kind === 'paulis' ? 4 : 2;
  const own = new Set(measurement.qubits);
  return whole.qubits.reduce((index, qubit, position) => {
    if (!own.has(qubit)) return index;
    const digit = Math.floor(output / base ** (whole.qubits.length - 1 - position)) % base;
    return index * base + digit;
  }, 0);
}
