import { type Matrix, zeroMatrix } from './matrix.ts';

/** A complex matrix as one array for each column's real parts, and one for the imaginary parts. */
export interface Columns {
  readonly rows: number;
  readonly re: readonly Float64Array[];
  readonly im: readonly Float64Array[];
}

export function columnsOf({ rows, columns, re, im }: Matrix): Columns {
  const result = zeroColumns(rows, columns);
  for (let column = 0; column < columns; column++) {
    const [x, y] = [result.re[column]!, result.im[column]!];
    for (let row = 0, at = column; row < rows; row++, at += columns) {
      x[row] = re[at]!;
      y[row] = im[at]!;
    }
  }
  return result;
}

/** The conjugate transpose: rows as columns. */
export function adjointColumns({ rows, columns, re, im }: Matrix): Columns {
  const ends = Array.from({ length: rows }, (_, row) => (row + 1) * columns);
  return {
    rows: columns,
    re: ends.map((end) => re.slice(end - columns, end)),
    im: ends.map((end) => im.slice(end - columns, end).map((value) => -value)),
  };
}

export function zeroColumns(rows: number, columns: number): Columns {
  const zeros = (): Float64Array[] => {
    const list: Float64Array[] = [];
    for (let column = 0; column < columns; column++) list.push(new Float64Array(rows));
    return list;
  };
  return { rows, re: zeros(), im: zeros() };
}

export function matrixOf({ rows, re, im }: Columns): Matrix {
  const columns = re.length;
  const result = zeroMatrix(rows, columns);
  for (let column = 0; column < columns; column++) {
    const [x, y] = [re[column]!, im[column]!];
    for (let row = 0, at = column; row < rows; row++, at += columns) {
      result.re[at] = x[row]!;
      result.im[at] = y[row]!;
    }
  }
  return result;
}

/** Squared length of a column from a row on. */
export function squaredNorm({ re, im }: Columns, column: number, from = 0): number {
  const [x, y] = [re[column]!, im[column]!];
  let sum = 0;
  for (let row = from; row < x.length; row++) sum += x[row]! * x[row]! + y[row]! * y[row]!;
  return sum;
}
