import { form as layout } from '../kernels/forms.ts';
import type { Store } from './store.ts';

/** `constant + sum(coefficient * number)`, the numbers given by where they lie among others. */
export interface IndexedForm {
  readonly constant: number;
  readonly terms: readonly { readonly index: number; readonly coefficient: number }[];
}

/** Addresses of a list of forms, as kernels read them. */
export interface FormList {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

/** @param bytes from one number to the next of those that the forms are over */
export function listForms(
  store: Store,
  key: string,
  forms: readonly IndexedForm[],
  bytes: number,
): FormList {
  const { start, end } = store.list(`forms ${key}`, () => formWords(forms, bytes));
  return { start, end, count: forms.length };
}

/** The forms read the other way: for each number, the sum over the forms of its coefficient times the form's number. */
export function transposed(forms: readonly IndexedForm[], count: number): readonly IndexedForm[] {
  const terms = Array.from({ length: count }, (): IndexedForm['terms'][number][] => []);
  forms.forEach((form, index) => {
    for (const term of form.terms)
      terms[term.index]!.push({ index, coefficient: term.coefficient });
  });
  return terms.map((each) => ({ constant: 0, terms: each }));
}

function formWords(forms: readonly IndexedForm[], bytes: number): Int32Array {
  const size = forms.reduce((sum, { terms }) => sum + layout.head + terms.length * layout.term, 0);
  const view = new DataView(new ArrayBuffer(size));
  let at = 0;
  for (const { constant, terms } of forms) {
    view.setFloat64(at, constant, true);
    view.setInt32(at + layout.bytes, layout.head + terms.length * layout.term, true);
    at += layout.head;
    for (const { index, coefficient } of terms) {
      view.setFloat64(at, coefficient, true);
      view.setInt32(at + layout.offset, index * bytes, true);
      at += layout.term;
    }
  }
  return new Int32Array(view.buffer);
}
