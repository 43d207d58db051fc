import type { Form } from './bind-program.ts';

/** Affine forms as sparse rows: the terms of row k are those from `start[k]` to `start[k + 1]`. */
export interface Rows {
  readonly start: Int32Array;
  readonly variable: Int32Array;
  readonly coefficient: Float64Array;
  readonly constant: Float64Array;
}

export function rowsOf(forms: readonly Form[]): Rows {
  const start = new Int32Array(forms.length + 1);
  forms.forEach(({ terms }, k) => {
    start[k + 1] = start[k]! + terms.length;
  });
  const terms = forms.flatMap((form) => form.terms);
  return {
    start,
    variable: Int32Array.from(terms, ([variable]) => variable),
    coefficient: Float64Array.from(terms, ([, coefficient]) => coefficient),
    constant: Float64Array.from(forms, ({ constant }) => constant),
  };
}

/** The number that row `k` is. */
export function rowValue(rows: Rows, k: number, variables: Float64Array): number {
  const end = rows.start[k + 1]!;
  let sum = rows.constant[k]!;
  for (let term = rows.start[k]!; term < end; term++) {
    sum += rows.coefficient[term]! * variables[rows.variable[term]!]!;
  }
  return sum;
}
