import { exact, type Affine, type Exact } from '../../runtime/program/index.ts';

/** A growing table of interned affine forms: equal forms get one index, and the circuit's own indices stay. */
export interface AngleTable {
  readonly list: readonly Affine[];
  /** The index of a form, added if it is new. */
  intern(angle: Affine): number;
  /** The index of a form that a rule makes from another by its index. */
  map(index: number, rule: (angle: Affine) => Affine): number;
  constant(value: Exact): number;
}

export function angleTable(initial: readonly Affine[]): AngleTable {
  const list = [...initial];
  const known = new Map(list.map((angle, index) => [affineKey(angle), index]));
  const intern = (angle: Affine): number => {
    const key = affineKey(angle);
    const index = known.get(key);
    if (index !== undefined) return index;
    known.set(key, list.length);
    return list.push(angle) - 1;
  };
  return {
    list,
    intern,
    map: (index, rule) => intern(rule(list[index]!)),
    constant: (value) => intern(constantAngle(value)),
  };
}

export function constantAngle(value: Exact): Affine {
  return { constant: value, terms: [] };
}

/** `factor * angle`. */
export function scaleAngle(angle: Affine, factor: Exact): Affine {
  if (exact.isZero(factor)) return constantAngle(exact.zero);
  return {
    constant: exact.multiply(angle.constant, factor),
    terms: angle.terms.map(({ leaf, coefficient }) => ({
      leaf,
      coefficient: exact.multiply(coefficient, factor),
    })),
  };
}

/** `a + b`, terms that cancel left out. */
export function addAngles(a: Affine, b: Affine): Affine {
  const sums = new Map(a.terms.map(({ leaf, coefficient }) => [leaf, coefficient]));
  for (const { leaf, coefficient } of b.terms) {
    const there = sums.get(leaf);
    sums.set(leaf, there === undefined ? coefficient : exact.add(there, coefficient));
  }
  const terms = [...sums]
    .filter(([, coefficient]) => !exact.isZero(coefficient))
    .sort(([left], [right]) => left - right)
    .map(([leaf, coefficient]) => ({ leaf, coefficient }));
  return { constant: exact.add(a.constant, b.constant), terms };
}

/** The angle in radians for given values of the leaves. */
export function angleValue(angle: Affine, values: ArrayLike<number>): number {
  return angle.terms.reduce(
    (sum, { leaf, coefficient }) => sum + exact.toNumber(coefficient) * values[leaf]!,
    exact.toNumber(angle.constant),
  );
}

/** The angle as a number, where it depends on nothing. */
export function constantValue(angle: Affine): number | undefined {
  return angle.terms.length === 0 ? exact.toNumber(angle.constant) : undefined;
}

function affineKey({ constant, terms }: Affine): string {
  const parts = terms.map(({ leaf, coefficient }) => `${leaf}*${exact.exactText(coefficient)}`);
  return [exact.exactText(constant), ...parts].join(' ');
}
