import { type Mask, parity } from './bits.ts';

/** Parity of `mask` and the unknown index is `value`. */
export interface Equation {
  readonly mask: Mask;
  readonly value: 0 | 1;
}

/** All indices of so many bits that satisfy every equation, ascending. */
export function solve(equations: readonly Equation[], bits: number): Int32Array {
  const system = eliminate(equations.map(({ mask }) => mask));
  const values = equations.reduce((sum, { value }, i) => sum | (value << i), 0);
  if (system.dependencies.some((combination) => parity(combination & values) === 1)) {
    return new Int32Array(0);
  }
  return cosets(system, bits)(values);
}

/**
 * The indices of each combination of independent parities, ascending; the combinations one after the other, the
 * first mask being their lowest digit.
 */
export function sortByParities(masks: readonly Mask[], bits: number): Int32Array {
  const coset = cosets(eliminate(masks), bits);
  const sorted = new Int32Array(2 ** bits);
  const each = 2 ** (bits - masks.length);
  for (let i = 0; i < 2 ** masks.length; i++) sorted.set(coset(i), i * each);
  return sorted;
}

/** Masks in reduced form: each row has a pivot, its lowest bit, that no other row has. */
interface System {
  readonly rows: readonly Row[];
  /** Sets of masks that sum to zero. */
  readonly dependencies: readonly Mask[];
}

interface Row {
  readonly mask: Mask;
  readonly pivot: Mask;
  /** Which of the masks it is the sum of. */
  readonly sum: Mask;
}

function eliminate(masks: readonly Mask[]): System {
  let rows: Row[] = [];
  const dependencies: Mask[] = [];
  masks.forEach((original, i) => {
    let [mask, sum] = [original, 1 << i];
    for (const row of rows) {
      if ((mask & row.pivot) === 0) continue;
      mask ^= row.mask;
      sum ^= row.sum;
    }
    if (mask === 0) {
      dependencies.push(sum);
      return;
    }
    const pivot = mask & -mask;
    const cleared = rows.map((row) =>
      (row.mask & pivot) === 0
        ? row
        : { pivot: row.pivot, mask: row.mask ^ mask, sum: row.sum ^ sum },
    );
    rows = [...cleared, { mask, pivot, sum }];
  });
  return { rows, dependencies };
}

/** The solutions for given values of the masks (bit i: of mask i). A pivot follows from higher bits, which keeps order. */
function cosets({ rows }: System, bits: number): (values: Mask) => Int32Array {
  const pivots = rows.reduce((all, { pivot }) => all | pivot, 0);
  const homogeneous = new Int32Array(2 ** (bits - rows.length));
  let filled = 1;
  for (let bit = 0; bit < bits; bit++) {
    if ((pivots >> bit) & 1) continue;
    const step = rows.reduce(
      (sum, { mask, pivot }) => ((mask >> bit) & 1 ? sum | pivot : sum),
      1 << bit,
    );
    for (let i = 0; i < filled; i++) homogeneous[filled + i] = homogeneous[i]! ^ step;
    filled *= 2;
  }
  return (values) => {
    const first = rows.reduce(
      (sum, row) => (parity(row.sum & values) === 1 ? sum | row.pivot : sum),
      0,
    );
    return homogeneous.map((k) => k ^ first);
  };
}
