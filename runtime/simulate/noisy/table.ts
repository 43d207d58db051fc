import type { Placed } from './schedule.ts';
import type { Table } from './plan.ts';

export interface Tables {
  readonly list: readonly Table[];
  /** Equal lists of monomials have one table; none is needed for an empty list. */
  of(monomials: readonly Placed[]): number | null;
  make(monomials: readonly Placed[]): Table | null;
}

export function createTables(
  size: { readonly qubits: number; readonly bits: number },
  digits: readonly number[],
): Tables {
  const list: Table[] = [];
  const known = new Map<string, number>();
  const make = (monomials: readonly Placed[]): Table | null =>
    monomials.length === 0
      ? null
      : monomials.reduce((table, one) => after(table, one, size.qubits, digits), identity(size));
  return {
    list,
    make,
    of: (monomials) => {
      if (monomials.length === 0) return null;
      const key = JSON.stringify(monomials);
      const before = known.get(key);
      if (before !== undefined) return before;
      const index = list.push(make(monomials)!) - 1;
      known.set(key, index);
      return index;
    },
  };
}

function identity({ qubits, bits }: { readonly qubits: number; readonly bits: number }): Table {
  const count = 4 ** qubits * 2 ** bits;
  const sources = new Int32Array(count);
  for (let k = 0; k < count; k++) sources[k] = k;
  return { sources, coefficients: new Float64Array(count).fill(1) };
}

/** The table and then a monomial: what that reads is where the table has put it. */
function after(
  table: Table,
  { monomial, blocks }: Placed,
  qubits: number,
  digits: readonly number[],
): Table {
  const sources = table.sources.slice();
  const coefficients = table.coefficients.slice();
  const shifts = monomial.qubits.map((qubit) => 2 * digits[qubit]!);
  // What changes in the index of a source, by the index of the digits.
  const spread = (index: number): number =>
    shifts.reduce((sum, shift, i) => sum | (((index >> (2 * i)) & 3) << shift), 0);
  const moves = Int32Array.from(monomial.source, (source, index) => spread(source) ^ spread(index));
  const { coefficient } = monomial;
  const act = (from: number, to: number): void => {
    for (let k = from; k < to; k++) {
      let index = 0;
      for (let i = 0; i < shifts.length; i++) index |= ((k >> shifts[i]!) & 3) << (2 * i);
      const source = k ^ moves[index]!;
      sources[k] = table.sources[source]!;
      coefficients[k] = coefficient[index]! * table.coefficients[source]!;
    }
  };
  const block = 4 ** qubits;
  if (blocks === null) act(0, sources.length);
  else for (const one of blocks) act(one * block, (one + 1) * block);
  return { sources, coefficients };
}
