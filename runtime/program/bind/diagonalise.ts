import type { Matrix } from './matrix.ts';

/**
 * A symmetric unitary as `A diag(e^{i phase}) A^T` with a real rotation A: its real and imaginary part are symmetric
 * and commute, so almost any mixture of the two has the axes of both. One that does not mix them well is followed by
 * another.
 */
export function diagonalise(matrix: Matrix): {
  readonly axes: Matrix;
  readonly phases: readonly number[];
} {
  for (const mixture of [0.618, -1.376, 2.123, -0.271, 0.0917, 5.31]) {
    const axes = jacobi(mixed(matrix, mixture));
    const { phases, rest } = phasesAlong(matrix, axes);
    if (rest < 1e-9) return { axes: withRealEntries(axes), phases };
  }
  throw new Error('no mixture of the parts of a symmetric unitary has its axes');
}

function mixed(matrix: Matrix, mixture: number): Float64Array {
  return Float64Array.from({ length: 16 }, (_, k) => matrix[2 * k]! + mixture * matrix[2 * k + 1]!);
}

/** Axes of a real symmetric 4 x 4 matrix as columns of a rotation (Jacobi 1846). */
function jacobi(a: Float64Array): Float64Array {
  const axes = new Float64Array(16);
  for (let k = 0; k < 4; k++) axes[5 * k] = 1;
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let p = 0; p < 3; p++) for (let q = p + 1; q < 4; q++) off += a[4 * p + q]! ** 2;
    if (off < 1e-28) break;
    for (let p = 0; p < 3; p++) for (let q = p + 1; q < 4; q++) rotate(a, axes, p, q);
  }
  if (determinant(axes) < 0) for (let i = 0; i < 4; i++) axes[4 * i] = -axes[4 * i]!;
  return axes;
}

function rotate(a: Float64Array, axes: Float64Array, p: number, q: number): void {
  const apq = a[4 * p + q]!;
  if (Math.abs(apq) < 1e-18) return;
  const ratio = (a[5 * q]! - a[5 * p]!) / (2 * apq);
  const t = Math.sign(ratio || 1) / (Math.abs(ratio) + Math.hypot(ratio, 1));
  const cosine = 1 / Math.hypot(t, 1);
  const sine = t * cosine;
  const turn = (target: Float64Array, i: number, j: number): void => {
    const [x, y] = [target[i]!, target[j]!];
    target[i] = cosine * x - sine * y;
    target[j] = sine * x + cosine * y;
  };
  for (let k = 0; k < 4; k++) turn(a, 4 * k + p, 4 * k + q);
  for (let k = 0; k < 4; k++) turn(a, 4 * p + k, 4 * q + k);
  for (let k = 0; k < 4; k++) turn(axes, 4 * k + p, 4 * k + q);
}

function determinant(m: Float64Array): number {
  const cross = (r: number, i: number, s: number, j: number): number =>
    m[4 * r + i]! * m[4 * s + j]! - m[4 * r + j]! * m[4 * s + i]!;
  let sum = 0;
  for (const [i, j, k, l, sign] of [
    [0, 1, 2, 3, 1],
    [0, 2, 1, 3, -1],
    [0, 3, 1, 2, 1],
    [1, 2, 0, 3, 1],
    [1, 3, 0, 2, -1],
    [2, 3, 0, 1, 1],
  ] as const) {
    sum += sign * cross(0, i, 1, j) * cross(2, k, 3, l);
  }
  return sum;
}

/** `A^T M A`: phases of its diagonal, and how large the rest is. */
function phasesAlong(
  matrix: Matrix,
  axes: Float64Array,
): { readonly phases: readonly number[]; readonly rest: number } {
  let rest = 0;
  const phases = [0, 0, 0, 0];
  for (let p = 0; p < 4; p++) {
    for (let q = p; q < 4; q++) {
      let [re, im] = [0, 0];
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) {
          const weight = axes[4 * i + p]! * axes[4 * j + q]!;
          re += weight * matrix[8 * i + 2 * j]!;
          im += weight * matrix[8 * i + 2 * j + 1]!;
        }
      }
      if (p === q) phases[p] = Math.atan2(im, re);
      else rest = Math.max(rest, Math.hypot(re, im));
    }
  }
  return { phases, rest };
}

function withRealEntries(real: Float64Array): Matrix {
  const matrix = new Float64Array(32);
  real.forEach((value, k) => {
    matrix[2 * k] = value;
  });
  return matrix;
}
