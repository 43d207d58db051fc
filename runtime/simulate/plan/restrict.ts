import { type Mask, parity } from './bits.ts';
import type { Observed } from './observe.ts';
import type { PauliMasks } from '../lower/element.ts';
import type { Supported } from './support.ts';

/** A measurement in a plan's indices; strings whose flips leave the support, with expectation zero, are gone. */
export type SupportedObserved =
  | Exclude<Observed, { kind: 'paulis' }>
  /** `shifts` holds the index change for each combination of label bits to flip, null where it leaves the support. */
  | {
      readonly kind: 'paulis';
      readonly rows: readonly Mask[];
      readonly shifts: readonly (Mask | null)[];
      readonly flips: readonly (0 | 1)[];
    };

export function restrictMeasurement(measured: Observed, support: Supported): SupportedObserved {
  switch (measured.kind) {
    case 'expectation':
      return {
        kind: 'expectation',
        terms: measured.terms.flatMap((term) => support.pauli(term) ?? []),
      };
    case 'probabilities':
    case 'amplitudes':
      return { ...measured, rows: measured.rows.map((row) => support.mask(row)) };
    case 'paulis': {
      const { rows, columns, flips } = measured;
      const shifts = Array.from({ length: 2 ** columns.length }, (_, bits) => {
        const flip = columns.reduce((sum, column, i) => ((bits >> i) & 1 ? sum ^ column : sum), 0);
        return support.pauli({ flip, parity: 0 })?.flip ?? null;
      });
      return { kind: 'paulis', rows: rows.map((row) => support.mask(row)), shifts, flips };
    }
  }
}

/** The same measurement with the bits of the index numbered otherwise. */
export function moveMeasurement(
  measured: SupportedObserved,
  move: (mask: Mask) => Mask,
): SupportedObserved {
  switch (measured.kind) {
    case 'expectation':
      return {
        kind: 'expectation',
        terms: measured.terms.map((term) => ({
          ...term,
          flip: move(term.flip),
          parity: move(term.parity),
        })),
      };
    case 'probabilities':
    case 'amplitudes':
      return { ...measured, rows: measured.rows.map(move) };
    case 'paulis':
      return {
        ...measured,
        rows: measured.rows.map(move),
        shifts: measured.shifts.map((shift) => (shift === null ? null : move(shift))),
      };
  }
}

/** The measurement before a change of the index by `flip`, told from what it is after that. */
export function beforeFlip(measured: SupportedObserved, flip: Mask): SupportedObserved {
  if (flip === 0) return measured;
  if (measured.kind === 'expectation') {
    const terms = measured.terms.map((term) =>
      parity(term.parity & flip) === 1 ? { ...term, coefficient: -term.coefficient } : term,
    );
    return { kind: 'expectation', terms };
  }
  const flips = measured.flips.map((one, i) => (one ^ parity(measured.rows[i]! & flip)) as 0 | 1);
  return { ...measured, flips };
}

/** As `observedPaulis`, in a plan's indices. */
export function supportedPaulis(
  measured: readonly SupportedObserved[],
): readonly PauliMasks[] | undefined {
  if (measured.some(({ kind }) => kind === 'amplitudes')) return undefined;
  return measured.flatMap((one): readonly PauliMasks[] => {
    if (one.kind === 'expectation') return one.terms;
    const parities = one.rows.map((row) => ({ flip: 0, parity: row }));
    if (one.kind !== 'paulis') return parities;
    const flips = one.shifts.flatMap((flip) => (flip === null ? [] : [{ flip, parity: 0 }]));
    return [...parities, ...flips];
  });
}
