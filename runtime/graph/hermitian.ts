import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** A square complex matrix, row-major. */
export interface ComplexMatrix {
  readonly dimension: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** `A = V diag(values) V^dagger`; the columns of `vectors` are eigenvectors. */
export interface Spectrum {
  readonly values: readonly number[];
  readonly vectors: ComplexMatrix;
}

export function complexMatrix(dimension: number): ComplexMatrix {
  const size = dimension ** 2;
  return { dimension, re: new Float64Array(size), im: new Float64Array(size) };
}

/**
 * Eigenvalues and eigenvectors of a Hermitian matrix, which is overwritten.
 *
 * Householder reflections bring it to tridiagonal form, phases make that real, and the rest is a real symmetric problem
 * of the same size (Golub and Van Loan 2013, section 8.3). The common alternative, a real symmetric problem of twice
 * the size, takes eight times the work.
 */
export function hermitianSpectrum(matrix: ComplexMatrix): Spectrum {
  const { dimension } = matrix;
  const reflections = Array.from({ length: Math.max(0, dimension - 2) }, (_, column) =>
    reflectColumn(matrix, column),
  );
  const { tridiagonal, phases } = realTridiagonal(matrix);
  const found = new EigenvalueDecomposition(tridiagonal, { assumeSymmetric: true });
  const vectors = complexMatrix(dimension);
  const real = found.eigenvectorMatrix;
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < dimension; column++) {
      vectors.re[row * dimension + column] = phases.re[row]! * real.get(row, column);
      vectors.im[row * dimension + column] = phases.im[row]! * real.get(row, column);
    }
  }
  for (const reflection of reflections.reverse()) applyReflection(reflection, vectors);
  return { values: found.realEigenvalues, vectors };
}

/** `1 - scale v v^dagger`; the entries of v before `start` are zero. */
interface Reflection {
  readonly start: number;
  readonly scale: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Reflects both sides of the matrix so that this column has nothing below its subdiagonal. */
function reflectColumn(matrix: ComplexMatrix, column: number): Reflection {
  const { dimension, re, im } = matrix;
  const start = column + 1;
  const v = { re: new Float64Array(dimension), im: new Float64Array(dimension) };
  let below = 0;
  for (let row = start; row < dimension; row++) {
    v.re[row] = re[row * dimension + column]!;
    v.im[row] = im[row * dimension + column]!;
    if (row > start) below += v.re[row]! ** 2 + v.im[row]! ** 2;
  }
  if (below === 0) return { start, scale: 0, ...v };
  const first = Math.hypot(v.re[start]!, v.im[start]!);
  const norm = Math.sqrt(first ** 2 + below);
  // Away from the reflected vector, so that nothing cancels.
  v.re[start] = first === 0 ? norm : v.re[start]! * (1 + norm / first);
  v.im[start] = first === 0 ? 0 : v.im[start]! * (1 + norm / first);
  const reflection = { start, scale: 1 / (norm * (norm + first)), ...v };
  reflectBothSides(matrix, column, reflection);
  return reflection;
}

/** `A - v w^dagger - w v^dagger` with `p = scale A v` and `w = p - scale / 2 (v^dagger p) v`. */
function reflectBothSides(
  { dimension, re, im }: ComplexMatrix,
  first: number,
  v: Reflection,
): void {
  const w = { re: new Float64Array(dimension), im: new Float64Array(dimension) };
  let overlap = 0;
  for (let row = first; row < dimension; row++) {
    let [x, y] = [0, 0];
    for (let k = v.start, at = row * dimension + v.start; k < dimension; k++, at++) {
      x += re[at]! * v.re[k]! - im[at]! * v.im[k]!;
      y += re[at]! * v.im[k]! + im[at]! * v.re[k]!;
    }
    w.re[row] = v.scale * x;
    w.im[row] = v.scale * y;
    // v^dagger A v is real.
    overlap += v.re[row]! * w.re[row]! + v.im[row]! * w.im[row]!;
  }
  for (let row = v.start; row < dimension; row++) {
    w.re[row]! -= 0.5 * v.scale * overlap * v.re[row]!;
    w.im[row]! -= 0.5 * v.scale * overlap * v.im[row]!;
  }
  for (let row = first; row < dimension; row++) {
    const [a, b, c, d] = [v.re[row]!, v.im[row]!, w.re[row]!, w.im[row]!];
    for (let k = first, at = row * dimension + first; k < dimension; k++, at++) {
      const [e, f, g, h] = [v.re[k]!, v.im[k]!, w.re[k]!, w.im[k]!];
      re[at]! -= a * g + b * h + c * e + d * f;
      im[at]! -= b * g - a * h + d * e - c * f;
    }
  }
}

/** Phases `d` that make `d^dagger A d` real, given its diagonal and subdiagonal. */
function realTridiagonal({ dimension, re, im }: ComplexMatrix): {
  readonly tridiagonal: Matrix;
  readonly phases: { readonly re: Float64Array; readonly im: Float64Array };
} {
  const tridiagonal = Matrix.zeros(dimension, dimension);
  const phases = { re: new Float64Array(dimension), im: new Float64Array(dimension) };
  phases.re[0] = 1;
  for (let row = 0; row < dimension; row++) {
    tridiagonal.set(row, row, re[row * dimension + row]!);
    if (row === 0) continue;
    const at = row * dimension + row - 1;
    const size = Math.hypot(re[at]!, im[at]!);
    tridiagonal.set(row, row - 1, size);
    tridiagonal.set(row - 1, row, size);
    const [x, y] = size === 0 ? [1, 0] : [re[at]! / size, im[at]! / size];
    const [a, b] = [phases.re[row - 1]!, phases.im[row - 1]!];
    phases.re[row] = x * a - y * b;
    phases.im[row] = x * b + y * a;
  }
  return { tridiagonal, phases };
}

function applyReflection(v: Reflection, { dimension, re, im }: ComplexMatrix): void {
  const sums = { re: new Float64Array(dimension), im: new Float64Array(dimension) };
  for (let row = v.start; row < dimension; row++) {
    const [a, b] = [v.re[row]!, v.im[row]!];
    for (let column = 0, at = row * dimension; column < dimension; column++, at++) {
      sums.re[column]! += a * re[at]! + b * im[at]!;
      sums.im[column]! += a * im[at]! - b * re[at]!;
    }
  }
  for (let row = v.start; row < dimension; row++) {
    const [a, b] = [v.scale * v.re[row]!, v.scale * v.im[row]!];
    for (let column = 0, at = row * dimension; column < dimension; column++, at++) {
      re[at]! -= a * sums.re[column]! - b * sums.im[column]!;
      im[at]! -= a * sums.im[column]! + b * sums.re[column]!;
    }
  }
}
