/**
 * Sizes: affine forms over unknowns, with rational coefficients. `2^n` and remainders are unknowns with a definition.
 */
export interface Size {
  readonly constant: number;
  readonly terms: ReadonlyMap<Unknown, number>;
}

export interface Unknown {
  readonly name: string;
  /** For `2^of`: known as soon as `of` is, and the other way round. */
  readonly power?: Size;
}

const none: ReadonlyMap<Unknown, number> = new Map();

export function known(value: number): Size {
  return { constant: value, terms: none };
}

export function unknown(name: string, power?: Size): Size {
  const variable: Unknown = power === undefined ? { name } : { name, power };
  return { constant: 0, terms: new Map([[variable, 1]]) };
}

export function plus(a: Size, b: Size): Size {
  const terms = new Map(a.terms);
  for (const [variable, coefficient] of b.terms) {
    const total = (terms.get(variable) ?? 0) + coefficient;
    if (total === 0) terms.delete(variable);
    else terms.set(variable, total);
  }
  return { constant: a.constant + b.constant, terms };
}

export function times(a: Size, factor: number): Size {
  if (factor === 0) return known(0);
  const terms = new Map([...a.terms].map(([variable, c]) => [variable, c * factor]));
  return { constant: a.constant * factor, terms };
}

export function minus(a: Size, b: Size): Size {
  return plus(a, times(b, -1));
}

/** The number, when nothing in it is unknown. */
export function valueOf(size: Size): number | undefined {
  return size.terms.size === 0 ? size.constant : undefined;
}
