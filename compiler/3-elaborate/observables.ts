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

export function sumObservables(a: Observable, b: Observable, shape: readonly number[], sign: 1 | -1): Observable {
  return entrywise(a, b, shape, (left, right) =>
    collected([...left, ...right.map((term) => ({ ...term, coefficient: sign * term.coefficient }))]),
  );
}

/** Undefined where a product is not Hermitian: the two do not commute. */
export function productObservables(a: Observable, b: Observable, shape: readonly number[]): Observable | undefined {
  let hermitian = true;
  const product = entrywise(a, b, shape, (left, right) => {
    const terms: { term: PauliTerm; phase: number }[] = left.flatMap((x) => right.map((y) => multiplied(x, y)));
    const real = collected(terms.filter(({ phase }) => phase % 2 === 0).map(({ term, phase }) => (phase === 2 ? flipped(term) : term)));
    const imaginary = collected(terms.filter(({ phase }) => phase % 2 === 1).map(({ term, phase }) => (phase === 3 ? flipped(term) : term)));
    if (imaginary.length > 0) hermitian = false;
    return real;
  });
  return hermitian ? product : undefined;
}

function entrywise(
  a: Observable,
  b: Observable,
  shape: readonly number[],
  combine: (left: readonly PauliTerm[], right: readonly PauliTerm[]) => readonly PauliTerm[],
): Observable {
  const count = shape.reduce((product, size) => product * size, 1);
  const entries = Array.from({ length: count }, (_, index) =>
    combine(a.entries[stretched(index, a.shape)]!, b.entries[stretched(index, b.shape)]!),
  );
  return { kind: 'observable', shape, entries };
}

/** `XY = iZ` and its cycle: the product and the power of i in front of it. */
function multiplied(a: PauliTerm, b: PauliTerm): { term: PauliTerm; phase: number } {
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
  return { term: { coefficient: a.coefficient * b.coefficient, factors: sorted }, phase: phase % 4 };
}

function third(a: Pauli, b: Pauli): Pauli {
  const names: readonly Pauli[] = ['X', 'Y', 'Z'];
  return names.find((name) => name !== a && name !== b) ?? 'X';
}

function flipped(term: PauliTerm): PauliTerm {
  return { ...term, coefficient: -term.coefficient };
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
