import { exact, type Exact } from '../../runtime/program/index.ts';

/**
 * A scalar as an affine form over elements of dataflow nodes: what angles are made of.
 * Terms are sorted by node and element, and none is zero.
 */
export interface Form {
  readonly constant: Exact;
  readonly terms: readonly Term[];
}

export interface Term {
  readonly node: number;
  readonly element: number;
  readonly coefficient: Exact;
}

export function constantForm(constant: Exact): Form {
  return { constant, terms: [] };
}

export function leafForm(node: number, element: number): Form {
  return { constant: exact.zero, terms: [{ node, element, coefficient: exact.one }] };
}

export function addForms(a: Form, b: Form): Form {
  const constant = exact.add(a.constant, b.constant);
  if (a.terms.length === 0) return { constant, terms: b.terms };
  if (b.terms.length === 0) return { constant, terms: a.terms };
  const terms: Term[] = [];
  let [i, j] = [0, 0];
  while (i < a.terms.length || j < b.terms.length) {
    const [left, right] = [a.terms[i], b.terms[j]];
    const order = left && right ? compare(left, right) : left ? -1 : 1;
    if (order < 0 && left) terms.push(left);
    else if (order > 0 && right) terms.push(right);
    else if (left && right) {
      const coefficient = exact.add(left.coefficient, right.coefficient);
      if (!exact.isZero(coefficient)) terms.push({ ...left, coefficient });
    }
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  return { constant, terms };
}

export function scaleForm(form: Form, factor: Exact): Form {
  if (exact.isOne(factor)) return form;
  if (exact.isZero(factor)) return constantForm(exact.zero);
  return {
    constant: exact.multiply(form.constant, factor),
    terms: form.terms.map((term) => ({
      ...term,
      coefficient: exact.multiply(term.coefficient, factor),
    })),
  };
}

export function negateForm(form: Form): Form {
  return scaleForm(form, exact.integer(-1));
}

/** Equal forms have equal keys. */
export function formKey(form: Form): string {
  const terms = form.terms.map(
    ({ node, element, coefficient }) => `${exact.exactText(coefficient)}@${node}:${element}`,
  );
  return [exact.exactText(form.constant), ...terms].join('+');
}

function compare(a: Term, b: Term): number {
  return a.node - b.node || a.element - b.element;
}
