import type { Mask } from './bits.ts';
import type { Observed } from './observe.ts';
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

/** @param move from the support's coordinates to the plan's */
export function restrictMeasurement(
  measured: Observed,
  support: Supported,
  move: (mask: Mask) => Mask,
): SupportedObserved {
  switch (measured.kind) {
    case 'expectation':
      return {
        kind: 'expectation',
        terms: measured.terms.flatMap((term) => {
          const inside = support.pauli(term);
          return inside
            ? [{ ...inside, flip: move(inside.flip), parity: move(inside.parity) }]
            : [];
        }),
      };
    case 'probabilities':
    case 'amplitudes':
      return { ...measured, rows: measured.rows.map((row) => move(support.mask(row))) };
    case 'paulis': {
      const { rows, columns, flips } = measured;
      const shifts = Array.from({ length: 2 ** columns.length }, (_, bits) => {
        const flip = columns.reduce((sum, column, i) => ((bits >> i) & 1 ? sum ^ column : sum), 0);
        const inside = support.pauli({ flip, parity: 0 });
        return inside ? move(inside.flip) : null;
      });
      return { kind: 'paulis', rows: rows.map((row) => move(support.mask(row))), shifts, flips };
    }
  }
}
