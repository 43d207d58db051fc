import type { Matrix } from './matrix.ts';

/** Part of a matrix product state: a tensor [left bond, value of the qubit, right bond], row-major. */
export interface Site {
  readonly left: number;
  readonly right: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** A qubit in |0> with no bonds to others. */
export function zeroSite(): Site {
  return { left: 1, right: 1, re: Float64Array.of(1, 0), im: new Float64Array(2) };
}

/** The bond to the left as rows, all else as columns. */
export function siteFromLeft({ left, right, re, im }: Site): Matrix {
  return { rows: left, columns: 2 * right, re, im };
}

/** The bond to the right as columns, all else as rows. */
export function siteFromRight({ left, right, re, im }: Site): Matrix {
  return { rows: 2 * left, columns: right, re, im };
}

/** @param matrix as `siteFromLeft` gives it */
export function siteOfRows({ rows, columns, re, im }: Matrix): Site {
  return { left: rows, right: columns / 2, re, im };
}

/** @param matrix as `siteFromRight` gives it */
export function siteOfColumns({ rows, columns, re, im }: Matrix): Site {
  return { left: rows / 2, right: columns, re, im };
}
