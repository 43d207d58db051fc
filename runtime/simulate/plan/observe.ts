import type { Circuit, Measurement, PauliTerm } from '../../program/circuit.ts';
import { pauliWords } from '../../program/measurement.ts';
import { UserProblem } from '../../program/problem.ts';
import type { PauliMasks } from '../lower/element.ts';
import type { Frame } from '../lower/frame.ts';
import type { Mask } from './bits.ts';

/** A measured Pauli string in stored coordinates: `sign i^imaginary X^flip Z^parity`. */
export interface Observable extends PauliMasks {
  readonly coefficient: number;
  /** Number of Ys modulo 4, from `Y = i X Z`. */
  readonly ys: number;
}

/** A measurement in stored coordinates. */
export type Observed =
  | { readonly kind: 'expectation'; readonly terms: readonly Observable[] }
  /** Label bit i of the outcome, from the least significant, is the parity with `rows[i]`, flipped by `flips[i]`. */
  | {
      readonly kind: 'probabilities';
      readonly rows: readonly Mask[];
      readonly flips: readonly (0 | 1)[];
    };

export function observe(circuit: Circuit, frame: Frame): readonly Observed[] {
  return circuit.measurements.flatMap((measurement) => observeOne(measurement, frame));
}

/** Every Pauli string whose expectation the measurements depend on. */
export function observedPaulis(observed: readonly Observed[]): readonly PauliMasks[] {
  return observed.flatMap((measurement): readonly PauliMasks[] =>
    measurement.kind === 'expectation'
      ? measurement.terms
      : measurement.rows.map((row) => ({ flip: 0, parity: row })),
  );
}

function observeOne(measurement: Measurement, frame: Frame): readonly Observed[] {
  switch (measurement.kind) {
    case 'expectation':
      return [{ kind: 'expectation', terms: measurement.terms.map((t) => observable(t, frame)) }];
    case 'paulis':
      return pauliWords(measurement.qubits).map((word) => ({
        kind: 'expectation',
        terms: [observable(word, frame)],
      }));
    case 'probabilities': {
      const qubits = [...measurement.qubits].reverse();
      const rows = qubits.map((q) => frame.rows[q]!);
      return [{ kind: 'probabilities', rows, flips: qubits.map((q) => frame.flips[q]!) }];
    }
    case 'amplitudes':
      throw new UserProblem({
        code: 'not-yet',
        message: 'The simulator cannot yet tell the amplitudes of a state.',
      });
  }
}

function observable(term: PauliTerm, frame: Frame): Observable {
  let [flip, parity, flips, ys] = [0, 0, 0, 0];
  for (const { qubit, pauli } of term.factors) {
    if (pauli !== 'Z') flip ^= frame.columns[qubit]!;
    if (pauli === 'Y') ys++;
    if (pauli === 'X') continue;
    parity ^= frame.rows[qubit]!;
    flips ^= frame.flips[qubit]!;
  }
  const coefficient = flips === 1 ? -term.coefficient : term.coefficient;
  return { coefficient, flip, parity, ys: ys % 4 };
}
