import type { Mask } from '../plan/bits.ts';
import { type Equation, solve } from '../plan/equations.ts';

/** Which groups of a chunk satisfy some equations, and how that depends on the number of the chunk. */
export interface Where {
  /** Groups in chunk 0, ascending, as if each gate were open. */
  readonly groups: Int32Array;
  /** Where the chunk's number has odd parity with the mask, groups move by exclusive or with `shift`. */
  readonly moves: readonly { readonly chunk: Mask; readonly shift: Mask }[];
  /** There are none where the chunk's number does not have this parity with the mask. */
  readonly gates: readonly { readonly chunk: Mask; readonly value: 0 | 1 }[];
}

interface Row {
  readonly inside: Mask;
  readonly chunk: Mask;
  readonly value: number;
}

/**
 * @param equations on the bits of the group's number: the lowest `bits` count inside of a chunk, the others are the
 * chunk's number
 * @returns undefined where there are none in any chunk
 */
export function whereHold(equations: readonly Equation[], bits: number): Where | undefined {
  let rows: readonly Row[] = [];
  const gates: { chunk: Mask; value: 0 | 1 }[] = [];
  for (const { mask, value } of equations) {
    let row: Row = { inside: mask & (2 ** bits - 1), chunk: mask >> bits, value };
    for (const other of rows) if (row.inside & pivot(other)) row = sum(row, other);
    if (row.inside !== 0) {
      const fresh = row;
      rows = [
        ...rows.map((other) => (other.inside & pivot(fresh) ? sum(other, fresh) : other)),
        fresh,
      ];
    } else if (row.chunk !== 0) gates.push({ chunk: row.chunk, value: row.value as 0 | 1 });
    else if (row.value === 1) return undefined;
  }
  return {
    groups: solve(
      rows.map(({ inside, value }) => ({ mask: inside, value: value as 0 | 1 })),
      bits,
    ),
    // No other row has this row's pivot, so flipping it changes this parity alone.
    moves: rows.flatMap((row) =>
      row.chunk === 0 ? [] : [{ chunk: row.chunk, shift: pivot(row) }],
    ),
    gates,
  };
}

function pivot({ inside }: Row): Mask {
  return inside & -inside;
}

function sum(a: Row, b: Row): Row {
  return { inside: a.inside ^ b.inside, chunk: a.chunk ^ b.chunk, value: a.value ^ b.value };
}
