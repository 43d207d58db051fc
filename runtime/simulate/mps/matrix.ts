/** A complex matrix, row-major. Nobody writes into one that somebody else made. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export function zeroMatrix(rows: number, columns: number): Matrix {
  const size = rows * columns;
  return { rows, columns, re: new Float64Array(size), im: new Float64Array(size) };
}

/** `A B` */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const result = zeroMatrix(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.columns; k++) {
      const at = i * a.columns + k;
      addRow(result, i, a.re[at]!, a.im[at]!, b, k);
    }
  }
  return result;
}

/** `A† B` */
export function multiplyAdjoint(a: Matrix, b: Matrix): Matrix {
  const result = zeroMatrix(a.columns, b.columns);
  for (let k = 0; k < a.rows; k++) {
    for (let i = 0; i < a.columns; i++) {
      const at = k * a.columns + i;
      addRow(result, i, a.re[at]!, -a.im[at]!, b, k);
    }
  }
  return result;
}

/** `A^T` */
export function transpose({ rows, columns, re, im }: Matrix): Matrix {
  const result = zeroMatrix(columns, rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      result.re[j * rows + i] = re[i * columns + j]!;
      result.im[j * rows + i] = im[i * columns + j]!;
    }
  }
  return result;
}

/** All entries times a real factor. */
export function scale(matrix: Matrix, factor: number): Matrix {
  if (factor === 1) return matrix;
  const { re, im } = matrix;
  return {
    ...matrix,
    re: re.map((value) => value * factor),
    im: im.map((value) => value * factor),
  };
}

/** The complex conjugate, entry by entry. */
export function conjugate({ rows, columns, re, im }: Matrix): Matrix {
  return { rows, columns, re, im: im.map((value) => -value) };
}

/** `sum_ij a_ij b_ij` */
export function entrywiseSum(a: Matrix, b: Matrix): { readonly re: number; readonly im: number } {
  let [re, im] = [0, 0];
  for (let i = 0; i < a.re.length; i++) {
    re += a.re[i]! * b.re[i]! - a.im[i]! * b.im[i]!;
    im += a.re[i]! * b.im[i]! + a.im[i]! * b.re[i]!;
  }
  return { re, im };
}

/** Adds a multiple of a row of `from` to a row of `to`. */
function addRow(
  to: Matrix,
  row: number,
  re: number,
  im: number,
  from: Matrix,
  source: number,
): void {
  if (re === 0 && im === 0) return;
  const { columns } = to;
  const [first, start] = [row * columns, source * columns];
  const { re: toRe, im: toIm } = to;
  const { re: fromRe, im: fromIm } = from;
  for (let j = 0; j < columns; j++) {
    const [x, y] = [fromRe[start + j]!, fromIm[start + j]!];
    toRe[first + j]! += re * x - im * y;
    toIm[first + j]! += re * y + im * x;
  }
}
