import type { Measurement } from '../../program/circuit.ts';
import { measurementSize } from '../../program/measurement.ts';
import { entrywiseSum, type Matrix } from './matrix.ts';
import { IDENTITY, type Matrix2, PAULIS, product, PROJECTORS } from './operator.ts';
import type { Overlap } from './overlap.ts';

/** A measurement on the sites of a chain. */
export type Reading =
  | { readonly kind: 'words'; readonly words: readonly Word[] }
  | { readonly kind: 'digits'; readonly size: number; readonly sites: readonly DigitSite[] };

export interface Word {
  readonly coefficient: number;
  readonly factors: ReadonlyMap<number, Matrix2>;
}

/** A site and what is asked of it; each choice adds to the index of the output. */
export interface DigitSite {
  readonly site: number;
  readonly choices: readonly { readonly offset: number; readonly operator: Matrix2 }[];
}

/** @param place the site of a qubit */
export function readingOf(measurement: Measurement, place: (qubit: number) => number): Reading {
  if (measurement.kind === 'expectation') {
    return {
      kind: 'words',
      words: measurement.terms.map(({ coefficient, factors }) => ({
        coefficient,
        factors: new Map(factors.map(({ qubit, pauli }) => [place(qubit), PAULIS[pauli]])),
      })),
    };
  }
  const operators: readonly Matrix2[] =
    measurement.kind === 'paulis' ? [IDENTITY, PAULIS.X, PAULIS.Y, PAULIS.Z] : PROJECTORS;
  const { qubits } = measurement;
  const sites = [...new Set(qubits.map(place))].sort((a, b) => a - b);
  return {
    kind: 'digits',
    size: measurementSize(measurement),
    sites: sites.map((site) => ({ site, choices: choicesAt(site, qubits.map(place), operators) })),
  };
}

/** A qubit that is listed more than once has a digit each time. */
function choicesAt(
  site: number,
  places: readonly number[],
  operators: readonly Matrix2[],
): DigitSite['choices'] {
  let choices: DigitSite['choices'] = [{ offset: 0, operator: IDENTITY }];
  places.forEach((place, position) => {
    if (place !== site) return;
    const weight = operators.length ** (places.length - 1 - position);
    choices = choices.flatMap(({ offset, operator }) =>
      operators.map((next, digit) => ({
        offset: offset + digit * weight,
        operator: product(next, operator),
      })),
    );
  });
  return choices;
}

/** All values of a reading, in the order of its measurement's outputs. */
export function readValues(reading: Reading, state: Overlap): Float64Array {
  if (reading.kind === 'words') {
    return Float64Array.of(
      reading.words.reduce(
        (sum, { coefficient, factors }) => sum + coefficient * state.value(factors).re,
        0,
      ),
    );
  }
  const { sites } = reading;
  const values = new Float64Array(reading.size);
  const end = state.right(sites.at(-1)!.site);
  const descend = (depth: number, before: Matrix, index: number): void => {
    if (depth === sites.length) {
      values[index]! += entrywiseSum(before, end).re;
      return;
    }
    const { site, choices } = sites[depth]!;
    const next = sites[depth + 1]?.site ?? site + 1;
    for (const { offset, operator } of choices) {
      let matrix = state.extend(before, site, operator);
      for (let between = site + 1; between < next; between++) {
        matrix = state.extend(matrix, between);
      }
      descend(depth + 1, matrix, index + offset);
    }
  };
  descend(0, state.left(sites[0]!.site), 0);
  return values;
}
