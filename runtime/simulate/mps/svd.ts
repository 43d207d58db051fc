import { adjointColumns, type Columns, columnsOf, squaredNorm } from './columns.ts';
import { type Matrix, zeroMatrix } from './matrix.ts';
import { qr } from './qr.ts';

/** How much of a matrix is kept. */
export interface Cutoff {
  /** Most singular values. */
  readonly rank: number;
  /** Singular values are left out as long as their squares sum up to this part of all at most. */
  readonly weight: number;
}

export interface TruncatedSvd {
  /** Left singular vectors as columns, each times its singular value. */
  readonly left: Matrix;
  /** Right singular vectors, conjugated, as rows. */
  readonly right: Matrix;
  /** Descending, those that are kept. */
  readonly values: readonly number[];
  /** Squares of the singular values that are left out, as a part of all. */
  readonly discarded: number;
}

/**
 * The best approximation of a matrix by one of less rank: `left right`.
 *
 * One-sided Jacobi rotations (Hestenes 1958) on the triangular factor of a QR decomposition with pivoting, where they
 * converge in few sweeps and tell small singular values well too (Drmac and Veselic 2008).
 */
export function truncatedSvd(matrix: Matrix, cutoff: Cutoff): TruncatedSvd {
  // What this leaves out is too little to be counted.
  const { q, r } = qr(matrix, cutoff.weight / 100);
  // R† = X: rotations W make its columns orthogonal, then A = (Q W) (X W)†.
  const x = adjointColumns(r);
  const u = columnsOf(q);
  orthogonalise(x, u);
  const norms = x.re.map((_, column) => squaredNorm(x, column));
  const order = [...norms.keys()].sort((a, b) => norms[b]! - norms[a]!);
  const { kept, discarded } = keep(
    order.map((column) => norms[column]!),
    cutoff,
  );
  const chosen = order.slice(0, kept);
  const values = chosen.map((column) => Math.sqrt(norms[column]!));
  const left = zeroMatrix(matrix.rows, kept);
  const right = zeroMatrix(kept, matrix.columns);
  chosen.forEach((column, i) => {
    const value = values[i]!;
    for (let row = 0; row < matrix.rows; row++) {
      left.re[row * kept + i] = u.re[column]![row]! * value;
      left.im[row * kept + i] = u.im[column]![row]! * value;
    }
    // The zero matrix has no directions: any will do.
    if (value === 0) right.re[i * matrix.columns + i] = 1;
    for (let row = 0; row < matrix.columns && value > 0; row++) {
      right.re[i * matrix.columns + row] = x.re[column]![row]! / value;
      right.im[i * matrix.columns + row] = -x.im[column]![row]! / value;
    }
  });
  return { left, right, values, discarded };
}

/** @param squares descending */
function keep(
  squares: readonly number[],
  { rank, weight }: Cutoff,
): { readonly kept: number; readonly discarded: number } {
  const total = squares.reduce((sum, square) => sum + square, 0);
  let [kept, rest] = [squares.length, 0];
  while (kept > 1 && (kept > rank || rest + squares[kept - 1]! <= weight * total)) {
    rest += squares[--kept]!;
  }
  return { kept, discarded: total > 0 ? rest / total : 0 };
}

/** Cosines of angles between columns below this are zero. */
const ORTHOGONAL = 1e-14;
const MOST_SWEEPS = 40;

/** Rotates pairs of columns until all are orthogonal, and those of `along` with them. */
function orthogonalise(x: Columns, along: Columns): void {
  const columns = x.re.length;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const norms = x.re.map((_, column) => squaredNorm(x, column));
    let turned = false;
    for (let i = 0; i < columns - 1; i++) {
      for (let j = i + 1; j < columns; j++) {
        const [re, im] = innerProduct(x, i, j);
        const size = Math.hypot(re, im);
        if (size <= ORTHOGONAL * Math.sqrt(norms[i]! * norms[j]!) || size < Number.MIN_VALUE) {
          continue;
        }
        turned = true;
        const slope = (norms[j]! - norms[i]!) / (2 * size);
        const tangent = (slope < 0 ? -1 : 1) / (Math.abs(slope) + Math.hypot(1, slope));
        const cosine = 1 / Math.hypot(1, tangent);
        const turn = { cosine, sine: cosine * tangent, re: re / size, im: im / size };
        rotate(x, i, j, turn);
        rotate(along, i, j, turn);
        norms[i] = Math.max(0, norms[i]! - tangent * size);
        norms[j]! += tangent * size;
      }
    }
    if (!turned) return;
  }
}

/** `x_i† x_j` */
function innerProduct({ re, im }: Columns, i: number, j: number): [re: number, im: number] {
  const [a, b, c, d] = [re[i]!, im[i]!, re[j]!, im[j]!];
  let [sumRe, sumIm] = [0, 0];
  for (let row = 0; row < a.length; row++) {
    sumRe += a[row]! * c[row]! + b[row]! * d[row]!;
    sumIm += a[row]! * d[row]! - b[row]! * c[row]!;
  }
  return [sumRe, sumIm];
}

/** The second column is first multiplied by the conjugate of a phase. */
function rotate(
  { re, im }: Columns,
  i: number,
  j: number,
  turn: {
    readonly cosine: number;
    readonly sine: number;
    readonly re: number;
    readonly im: number;
  },
): void {
  const [a, b, c, d] = [re[i]!, im[i]!, re[j]!, im[j]!];
  const { cosine, sine, re: phaseRe, im: phaseIm } = turn;
  for (let row = 0; row < a.length; row++) {
    const [x, y] = [a[row]!, b[row]!];
    const u = c[row]! * phaseRe + d[row]! * phaseIm;
    const v = d[row]! * phaseRe - c[row]! * phaseIm;
    a[row] = cosine * x - sine * u;
    b[row] = cosine * y - sine * v;
    c[row] = sine * x + cosine * u;
    d[row] = sine * y + cosine * v;
  }
}
