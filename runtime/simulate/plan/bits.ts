/** Parities and linear algebra over GF(2); a vector is the bits of an integer. */
export type Mask = number;

/** 1 when an odd number of bits are set, else 0. */
export function parity(mask: Mask): 0 | 1 {
  let x = mask;
  x ^= x >>> 16;
  x ^= x >>> 8;
  x ^= x >>> 4;
  return ((0x6996 >>> (x & 15)) & 1) as 0 | 1;
}

/** How many bits are set. */
export function ones(mask: Mask): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** `sum_i (mask . basis_i) 2^i`: the mask as seen from coordinates in the basis. */
export function pullBack(mask: Mask, basis: readonly Mask[]): Mask {
  return basis.reduce((result, vector, i) => result | (parity(mask & vector) << i), 0);
}

/** Bit i of the result is bit `order[i]` of the mask. */
export function permuteBits(mask: Mask, order: readonly number[]): Mask {
  return order.reduce((result, from, to) => result | (((mask >> from) & 1) << to), 0);
}

/** The label whose bit i is the parity of `rows[i]` and the index, flipped by `flips[i]`. */
export function labelOf(index: Mask, rows: readonly Mask[], flips: readonly (0 | 1)[]): number {
  return rows.reduce((label, row, i) => label | ((parity(row & index) ^ flips[i]!) << i), 0);
}

/** Keeps vectors that are independent of each other and knows the coordinates of their sums. */
export interface Span {
  readonly basis: readonly Mask[];
  /** Coordinates of a vector, or undefined when it is outside. */
  coordinates(vector: Mask): Mask | undefined;
  /** Adds a vector; false when it was inside already. */
  extend(vector: Mask): boolean;
}

export function emptySpan(): Span {
  const basis: Mask[] = [];
  /** Reduced vectors, each with its leading bit and its coordinates. */
  const reduced: { readonly vector: Mask; readonly lead: Mask; readonly sum: Mask }[] = [];
  const reduce = (vector: Mask): { rest: Mask; sum: Mask } => {
    let [rest, sum] = [vector, 0];
    for (const row of reduced) {
      if ((rest & row.lead) === 0) continue;
      rest ^= row.vector;
      sum ^= row.sum;
    }
    return { rest, sum };
  };
  return {
    basis,
    coordinates: (vector) => {
      const { rest, sum } = reduce(vector);
      return rest === 0 ? sum : undefined;
    },
    extend: (vector) => {
      const { rest, sum } = reduce(vector);
      if (rest === 0) return false;
      const lead = 1 << (31 - Math.clz32(rest));
      reduced.push({ vector: rest, lead, sum: sum ^ (1 << basis.length) });
      basis.push(vector);
      return true;
    },
  };
}

/** For independent vectors, masks of which each has odd parity with one of them, in their order, and even with others. */
export function dualBasis(vectors: readonly Mask[]): readonly Mask[] {
  // Rows with a leading bit each that no other row has; `sum` tells which vectors make the row.
  let rows: { readonly vector: Mask; readonly lead: Mask; readonly sum: Mask }[] = [];
  vectors.forEach((original, i) => {
    let [vector, sum] = [original, 1 << i];
    for (const row of rows) {
      if ((vector & row.lead) === 0) continue;
      vector ^= row.vector;
      sum ^= row.sum;
    }
    const lead = 1 << (31 - Math.clz32(vector));
    rows = rows.map((row) =>
      (row.vector & lead) === 0
        ? row
        : { lead: row.lead, vector: row.vector ^ vector, sum: row.sum ^ sum },
    );
    rows.push({ vector, lead, sum });
  });
  // row = sum of its vectors, and lead . row' is 1 for its own row alone: so lead . vector is a coordinate.
  return vectors.map((_, i) =>
    rows.reduce((mask, row) => ((row.sum >> i) & 1 ? mask | row.lead : mask), 0),
  );
}
