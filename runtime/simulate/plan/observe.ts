import type { Circuit, Measurement, PauliTerm } from '../../program/circuit.ts';
import type { PauliMasks } from '../lower/element.ts';
import type { Frame } from '../lower/frame.ts';
import { placeString } from '../lower/place-string.ts';
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
    }
  /** Rows and flips as those of probabilities; `columns[i]` is the change of the index that flips label bit i alone. */
  | {
      readonly kind: 'paulis';
      readonly rows: readonly Mask[];
      readonly columns: readonly Mask[];
      readonly flips: readonly (0 | 1)[];
    }
  /** Label bits as those of probabilities, of all labels. */
  | {
      readonly kind: 'amplitudes';
      readonly rows: readonly Mask[];
      readonly flips: readonly (0 | 1)[];
    };

export function observe(circuit: Circuit, frame: Frame): readonly Observed[] {
  checkAmplitudes(circuit);
  return circuit.measurements.map((measurement) => observeOne(measurement, frame));
}

/**
 * Pauli strings such that what leaves the expectations of all of them alone leaves those alone that the measurements
 * depend on; undefined where every string counts.
 */
export function observedPaulis(observed: readonly Observed[]): readonly PauliMasks[] | undefined {
  if (observed.some(({ kind }) => kind === 'amplitudes')) return undefined;
  return observed.flatMap((measurement): readonly PauliMasks[] => {
    if (measurement.kind === 'expectation') return measurement.terms;
    const parities = measurement.rows.map((row) => ({ flip: 0, parity: row }));
    if (measurement.kind !== 'paulis') return parities;
    return [...parities, ...measurement.columns.map((column) => ({ flip: column, parity: 0 }))];
  });
}

/** Of a part, or beside a readout that lets gates be left out, there is no one state to tell. */
function checkAmplitudes({ qubits, measurements }: Circuit): void {
  const read = measurements.find(({ kind }) => kind === 'amplitudes');
  if (read?.kind !== 'amplitudes') return;
  if (measurements.length === 1 && new Set(read.qubits).size === qubits.length) return;
  throw new RangeError(
    `amplitudes are read alone and of all ${qubits.length} qubits of a circuit, not of ${read.qubits.length} beside ${measurements.length - 1} other measurements`,
  );
}

function observeOne(measurement: Measurement, frame: Frame): Observed {
  if (measurement.kind === 'expectation') {
    return {
      kind: 'expectation',
      terms: measurement.terms.map((term) => observable(term, frame)),
    };
  }
  const qubits = [...measurement.qubits].reverse();
  const rows = qubits.map((q) => frame.rows[q]!);
  const flips = qubits.map((q) => frame.flips[q]!);
  return measurement.kind === 'paulis'
    ? { kind: 'paulis', rows, columns: qubits.map((q) => frame.columns[q]!), flips }
    : { kind: measurement.kind, rows, flips };
}

function observable(term: PauliTerm, frame: Frame): Observable {
  const { sign, ...string } = placeString(term.factors, frame);
  return { ...string, coefficient: sign * term.coefficient };
}
