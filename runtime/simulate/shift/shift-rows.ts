import { replaceAmplitudes, valueOf } from './amplitudes.ts';
import type { Shifted, ShiftedAmplitudes, ShiftedAngle, Terms } from './shiftable.ts';

/** One shifted circuit of a sample: its outputs times a weight are a summand of the derivative of an angle. */
export interface ShiftRow {
  /** Of the angle. */
  readonly terms: Terms;
  /**
   * Writes the values of the additional leaves, which are zero before.
   * @param leafValue of the circuit's own leaves, for this sample
   * @returns the weight
   */
  readonly write: (
    leafValue: (leaf: number) => number,
    additional: Float64Array,
    start: number,
  ) => number;
}

/** All shifted circuits of a sample. */
export function shiftRows(shifted: readonly Shifted[]): ShiftRow[] {
  return shifted.flatMap((each) =>
    each.kind === 'angle' ? rowsOfAngle(each) : rowsOfAmplitudes(each),
  );
}

function rowsOfAngle({ rule, terms, leaf }: ShiftedAngle): ShiftRow[] {
  return rule.map(({ shift, weight }) => ({
    terms,
    write: (_, additional, start) => {
      additional[start + leaf] = shift;
      return weight;
    },
  }));
}

/**
 * Expectations are quadratic in the amplitudes a: `q(a) = a M a`. Their derivative `2 (M a)_i` is
 * `(q(a + e_i) - q(a - e_i)) / 2`, and `q(b) = |b|^2 q(b / |b|)`, so both are read from states of length one.
 */
function rowsOfAmplitudes({ terms, amplitudes, leaf }: ShiftedAmplitudes): ShiftRow[] {
  return terms.flatMap((own, position) =>
    own.length === 0
      ? []
      : [1, -1].map((sign): ShiftRow => ({
          terms: own,
          write: (leafValue, additional, start) => {
            const loaded = amplitudes.map((form) => valueOf(form, leafValue));
            const wanted = loaded.with(position, loaded[position]! + sign);
            return (sign / 2) * replaceAmplitudes(wanted, loaded, additional, start + leaf);
          },
        })),
  );
}
