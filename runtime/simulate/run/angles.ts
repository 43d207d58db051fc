import type { Form } from '../plan/form.ts';

/** The terms of some forms over one kind of leaf, flattened for speed. */
export interface FormTable {
  readonly count: number;
  /** `base + sum(coefficient * leaf)` of a form; `offset` is where the leaf values of this sample begin. */
  evaluate(form: number, base: number, leaves: Float64Array, offset: number): number;
  /** Adds a form's gradient to those of its leaves. */
  scatter(form: number, gradient: number, leaves: Float64Array, offset: number): void;
}

/** @param leafIndex a leaf's position among the leaves of this kind, or -1 */
export function createFormTable(forms: readonly Form[], leafIndex: readonly number[]): FormTable {
  const parts = forms.map(({ terms }) => terms.filter(({ leaf }) => leafIndex[leaf]! >= 0));
  const starts = Int32Array.from([0, ...cumulative(parts.map((terms) => terms.length))]);
  const leafOf = Int32Array.from(parts.flat(), ({ leaf }) => leafIndex[leaf]!);
  const coefficients = Float64Array.from(parts.flat(), ({ coefficient }) => coefficient);
  return {
    count: forms.length,
    evaluate: (form, base, leaves, offset) => {
      const end = starts[form + 1]!;
      let sum = base;
      for (let j = starts[form]!; j < end; j++) {
        sum += coefficients[j]! * leaves[offset + leafOf[j]!]!;
      }
      return sum;
    },
    scatter: (form, gradient, leaves, offset) => {
      const end = starts[form + 1]!;
      for (let j = starts[form]!; j < end; j++) {
        leaves[offset + leafOf[j]!]! += coefficients[j]! * gradient;
      }
    },
  };
}

function cumulative(counts: readonly number[]): readonly number[] {
  let sum = 0;
  return counts.map((count) => (sum += count));
}
