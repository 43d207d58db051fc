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
  return { constant: a.constant + b.constant, terms: addTerms(a.terms, b.terms) };
}

function addTerms(a: Form['terms'], b: Form['terms']): Form['terms'] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const terms: Form['terms'][number][] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [x, y] = [a[i], b[j]];
    if (y === undefined || (x !== undefined && x.leaf < y.leaf)) {
      terms.push(x!);
      i++;
    } else if (x === undefined || y.leaf < x.leaf) {
      terms.push(y);
      j++;
    } else {
      const coefficient = x.coefficient + y.coefficient;
      if (coefficient !== 0) terms.push({ leaf: x.leaf, coefficient });
      i++;
      j++;
    }
  }
  return terms;
}

export function isZeroForm(form: Form): boolean {
  return form.constant === 0 && form.terms.length === 0;
}

/** Equal forms have equal text. */
export function formText(form: Form): string {
  const terms = form.terms.map(({ leaf, coefficient }) => `${coefficient}*${leaf}`);
  return [form.constant, ...terms].join('+');
}
