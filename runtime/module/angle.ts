import type { Affine } from '../program/index.ts';
import { exact } from '../program/index.ts';

/** A number that a circuit's inputs decide when it runs: a sum of their entries with factors. */
export interface Angle {
  readonly constant: number;
  readonly terms: readonly { readonly leaf: number; readonly factor: number }[];
  plus(other: Angle | number): Angle;
  minus(other: Angle | number): Angle;
  times(factor: number): Angle;
}

/** The entry of a circuit's input that has this number among the circuit's leaves. */
export function leafAngle(leaf: number): Angle {
  return makeAngle(0, [{ leaf, factor: 1 }]);
}

/** As the Program format says it. */
export function affineOf(angle: Angle | number): Affine {
  if (typeof angle === 'number') return { constant: exact.decimal(angle), terms: [] };
  const factors = new Map<number, number>();
  for (const { leaf, factor } of angle.terms) {
    factors.set(leaf, (factors.get(leaf) ?? 0) + factor);
  }
  const terms = [...factors]
    .filter(([, factor]) => factor !== 0)
    .sort(([a], [b]) => a - b)
    .map(([leaf, factor]) => ({ leaf, coefficient: exact.decimal(factor) }));
  return { constant: exact.decimal(angle.constant), terms };
}

function makeAngle(constant: number, terms: Angle['terms']): Angle {
  return {
    constant,
    terms,
    plus: (other) =>
      typeof other === 'number'
        ? makeAngle(constant + other, terms)
        : makeAngle(constant + other.constant, [...terms, ...other.terms]),
    minus: (other) =>
      makeAngle(constant, terms).plus(typeof other === 'number' ? -other : other.times(-1)),
    times: (factor) =>
      makeAngle(
        constant * factor,
        terms.map((term) => ({ leaf: term.leaf, factor: term.factor * factor })),
      ),
  };
}
