import { type Columns, columnsOf, matrixOf, squaredNorm, zeroColumns } from './columns.ts';
import { type Matrix, zeroMatrix } from './matrix.ts';

/** What is left is rounding errors when its squared length is this part of the whole. */
const ROUNDING = 1e-28;

/**
 * `A = Q R` with orthonormal columns in Q, as many as A has independent ones (at least one): Householder reflections,
 * the longest remaining column first (Golub and Van Loan 2013, algorithm 5.4.1). R's columns stand where A's do, so
 * it is triangular only up to a permutation.
 * @param negligible part of the squared length that may be left out
 */
export function qr(
  matrix: Matrix,
  negligible = ROUNDING,
): { readonly q: Matrix; readonly r: Matrix } {
  const work = columnsOf(matrix);
  const { rows, columns } = matrix;
  const order = Array.from({ length: columns }, (_, column) => column);
  const total = order.reduce((sum, column) => sum + squaredNorm(work, column), 0);
  const reflections: Reflection[] = [];
  const most = Math.min(rows, columns);
  while (reflections.length < most) {
    const step = reflections.length;
    const { place, rest } = longest(work, order, step);
    if (step > 0 && rest <= Math.max(negligible, ROUNDING) * total) break;
    [order[step], order[place]] = [order[place]!, order[step]!];
    const reflection = reflectionOf(work, order[step], step);
    for (let i = step; i < columns; i++) reflect(reflection, work, order[i]!);
    reflections.push(reflection);
  }
  const rank = reflections.length;
  const r = zeroMatrix(rank, columns);
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rank; row++) {
      r.re[row * columns + column] = work.re[column]![row]!;
      r.im[row * columns + column] = work.im[column]![row]!;
    }
  }
  return { q: matrixOf(orthonormal(reflections, rows)), r };
}

/** Of the columns that are left, counting rows from `step` on, and the squared length of all. */
function longest(
  work: Columns,
  order: readonly number[],
  step: number,
): { readonly place: number; readonly rest: number } {
  let [place, norm, rest] = [step, -1, 0];
  for (let i = step; i < order.length; i++) {
    const own = squaredNorm(work, order[i]!, step);
    rest += own;
    if (own > norm) [place, norm] = [i, own];
  }
  return { place, rest };
}

/** `1 - scale v v†`; v is zero before row `from`. */
interface Reflection {
  readonly from: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly scale: number;
}

/** Turns what a column has from a row on into one entry. */
function reflectionOf(work: Columns, column: number, from: number): Reflection {
  const re = work.re[column]!.slice(from);
  const im = work.im[column]!.slice(from);
  const norm = Math.sqrt(squaredNorm(work, column, from));
  const size = Math.hypot(re[0]!, im[0]!);
  // Away from the entry, so that nothing cancels.
  re[0]! += size === 0 ? norm : (re[0]! / size) * norm;
  im[0]! += size === 0 ? 0 : (im[0]! / size) * norm;
  const length = 2 * norm * (norm + size);
  return { from, re, im, scale: length === 0 ? 0 : 2 / length };
}

function reflect({ from, re, im, scale }: Reflection, work: Columns, column: number): void {
  const [x, y] = [work.re[column]!, work.im[column]!];
  let [sumRe, sumIm] = [0, 0];
  for (let i = 0; i < re.length; i++) {
    sumRe += re[i]! * x[from + i]! + im[i]! * y[from + i]!;
    sumIm += re[i]! * y[from + i]! - im[i]! * x[from + i]!;
  }
  sumRe *= scale;
  sumIm *= scale;
  for (let i = 0; i < re.length; i++) {
    x[from + i]! -= re[i]! * sumRe - im[i]! * sumIm;
    y[from + i]! -= re[i]! * sumIm + im[i]! * sumRe;
  }
}

/** The reflections' product on the first unit vectors. */
function orthonormal(reflections: readonly Reflection[], rows: number): Columns {
  const q = zeroColumns(rows, reflections.length);
  q.re.forEach((column, index) => {
    column[index] = 1;
  });
  for (const reflection of reflections.toReversed()) {
    for (let column = reflection.from; column < reflections.length; column++) {
      reflect(reflection, q, column);
    }
  }
  return q;
}
