import type { Pauli, PauliTerm } from '../../runtime/program/index.ts';
import { stretched } from './tensor.ts';
import type { Observable } from './value.ts';

/** `X(q)`, `Y(q)`, `Z(q)`: one observable per qubit. */
export function pauliObservable(pauli: Pauli, qubits: readonly number[]): Observable {
  return {
    kind: 'observable',
    shape: [qubits.length],
    entries: qubits.map((qubit) => [{ coefficient: 1, factors: [{ qubit, pauli }] }]),
  };
}

export function scaledObservable(observable: Observable, factor: number): Observable {
  return {
    ...observable,
    entries: observable.entries.map((terms) =>
      terms.map((term) => ({ ...term, coefficient: term.coefficient * factor })),
    ),
  };
}

export function sumObservables(
  a: Observable,
  b: Observable,
  shape: readonly number[],
  sign: 1 | -1,
): Observable {
  const entries = entrywise(a, b, shape, (left, right) =>
    collected([
      ...left,
      ...right.map((term) => ({ ...term, coefficient: sign * term.coefficient })),
    ]),
  );
  return { kind: 'observable', shape, entries };
}

/** Undefined where a product is not Hermitian: the two do not commute. */
export function productObservables(
  a: Observable,
  b: Observable,
  shape: readonly number[],
): Observable | undefined {
  const products = entrywise(a, b, shape, (left, right) =>
    left.flatMap((x) => right.map((y) => multiplied(x, y))),
  );
  const imaginary = products.flatMap((terms) => collected(terms.filter(isImaginary).map(signed)));
  if (imaginary.length > 0) return undefined;
  const entries = products.map((terms) =>
    collected(terms.filter((one) => !isImaginary(one)).map(signed)),
  );
  return { kind: 'observable', shape, entries };
}

/** Each entry times itself. Terms that anticommute cancel, so only products without an i are left. */
export function squaredObservable(observable: Observable): Observable {
  const entries = observable.entries.map((terms) => {
    const products = terms.flatMap((x) => terms.map((y) => multiplied(x, y)));
    return collected(products.filter((one) => !isImaginary(one)).map(signed));
  });
  return { ...observable, entries };
}

/** All entries multiplied with one another; undefined where that is not Hermitian. */
export function productOfEntries(observable: Observable): Observable | undefined {
  const one: Observable = {
    kind: 'observable',
    shape: [],
    entries: [[{ coefficient: 1, factors: [] }]],
  };
  return observable.entries.reduce<Observable | undefined>(
    (all, terms) => all && productObservables(all, { ...one, entries: [terms] }, []),
    one,
  );
}

/** A product of Pauli words with the power of i in front of it. */
interface Phased {
  readonly term: PauliTerm;
  readonly phase: number;
}

function isImaginary({ phase }: Phased): boolean {
  return phase % 2 === 1;
}

/** The term with the sign that is left once i is taken out. */
function signed({ term, phase }: Phased): PauliTerm {
  return phase >= 2 ? { ...term, coefficient: -term.coefficient } : term;
}

function entrywise<Result>(
  a: Observable,
  b: Observable,
  shape: readonly number[],
  combine: (left: readonly PauliTerm[], right: readonly PauliTerm[]) => Result,
): Result[] {
  const count = shape.reduce((product, size) => product * size, 1);
  return Array.from({ length: count }, (_, index) =>
    combine(a.entries[stretched(index, a.shape)]!, b.entries[stretched(index, b.shape)]!),
  );
}

/** `XY = iZ` and its cycle: the product and the power of i in front of it. */
function multiplied(a: PauliTerm, b: PauliTerm): Phased {
  const factors = new Map(a.factors.map(({ qubit, pauli }) => [qubit, pauli]));
  let phase = 0;
  for (const { qubit, pauli } of b.factors) {
    const first = factors.get(qubit);
    if (first === undefined) factors.set(qubit, pauli);
    else if (first === pauli) factors.delete(qubit);
    else {
      const cycle = `${first}${pauli}`;
      phase += cycle === 'XY' || cycle === 'YZ' || cycle === 'ZX' ? 1 : 3;
      factors.set(qubit, third(first, pauli));
    }
  }
  const sorted = [...factors].sort(([x], [y]) => x - y).map(([qubit, pauli]) => ({ qubit, pauli }));
  return {
    term: { coefficient: a.coefficient * b.coefficient, factors: sorted },
    phase: phase % 4,
  };
}

function third(a: Pauli, b: Pauli): Pauli {
  const names: readonly Pauli[] = ['X', 'Y', 'Z'];
  return names.find((name) => name !== a && name !== b) ?? 'X';
}

function collected(terms: readonly PauliTerm[]): PauliTerm[] {
  const sums = new Map<string, PauliTerm>();
  for (const term of terms) {
    const key = term.factors.map(({ qubit, pauli }) => `${pauli}${qubit}`).join(' ');
    const before = sums.get(key)?.coefficient ?? 0;
    sums.set(key, { ...term, coefficient: before + term.coefficient });
  }
  return [...sums.values()].filter((term) => term.coefficient !== 0);
}
