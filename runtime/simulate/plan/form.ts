import type { Affine } from '../../program/circuit.ts';
import { toNumber } from '../../program/exact.ts';

/** `constant + sum(coefficient * leaf)` in float64; leaves ascending, no zero coefficient. */
export interface Form {
  readonly constant: number;
  readonly terms: readonly { readonly leaf: number; readonly coefficient: number }[];
}

export function constantForm(constant: number): Form {
  return { constant, terms: [] };
}

export function formOf(affine: Affine): Form {
  return {
    constant: toNumber(affine.constant),
    terms: affine.terms.map(({ leaf, coefficient }) => ({
      leaf,
      coefficient: toNumber(coefficient),
    })),
  };
}

export function scaleForm(form: Form, factor: number): Form {
  return {
    constant: form.constant * factor,
    terms: form.terms.map(({ leaf, coefficient }) => ({ leaf, coefficient: coefficient * factor })),
  };
}

export function addForms(a: Form, b: Form): Form {
  const sums = new Map(a.terms.map(({ leaf, coefficient }) => [leaf, coefficient]));
  for (const { leaf, coefficient } of b.terms) {
    sums.set(leaf, (sums.get(leaf) ?? 0) + coefficient);
  }
  const terms = [...sums]
    .filter(([, coefficient]) => coefficient !== 0)
    .sort(([x], [y]) => x - y)
    .map(([leaf, coefficient]) => ({ leaf, coefficient }));
  return { constant: a.constant + b.constant, terms };
}

export function isZeroForm(form: Form): boolean {
  return form.constant === 0 && form.terms.length === 0;
}

/** Equal forms have equal text. */
export function formText(form: Form): string {
  const terms = form.terms.map(({ leaf, coefficient }) => `${coefficient}*${leaf}`);
  return [form.constant, ...terms].join('+');
}
