import type { Quaternion } from './quaternion.ts';

/**
 * A complex 4 x 4 matrix, row-major, real and imaginary part in turn. Basis state k has qubit 0 in bit 0 and qubit 1
 * in bit 1.
 */
export type Matrix = Float64Array;

export function identityMatrix(): Matrix {
  const matrix = new Float64Array(32);
  for (let k = 0; k < 4; k++) matrix[10 * k] = 1;
  return matrix;
}

/** `gate` on one of the two qubits, after what the matrix does; in place. */
export function turnRows(matrix: Matrix, qubit: 0 | 1, [w, x, y, z]: Quaternion): void {
  // [[w - iz, -y - ix], [y - ix, w + iz]]
  const stride = 1 << qubit;
  for (const row of qubit === 0 ? [0, 2] : [0, 1]) {
    for (let column = 0; column < 4; column++) {
      const [i, j] = [8 * row + 2 * column, 8 * (row + stride) + 2 * column];
      const [a, b, c, d] = [matrix[i]!, matrix[i + 1]!, matrix[j]!, matrix[j + 1]!];
      matrix[i] = w * a + z * b - y * c + x * d;
      matrix[i + 1] = w * b - z * a - y * d - x * c;
      matrix[j] = y * a + x * b + w * c - z * d;
      matrix[j + 1] = y * b - x * a + w * d + z * c;
    }
  }
}

/** `exp(-i angle ZZ / 2)` after what the matrix does; in place. */
export function phaseRows(matrix: Matrix, angle: number): void {
  const [c, s] = [Math.cos(angle / 2), Math.sin(angle / 2)];
  for (let row = 0; row < 4; row++) {
    const sine = row === 0 || row === 3 ? -s : s;
    for (let column = 0; column < 4; column++) {
      const i = 8 * row + 2 * column;
      const [re, im] = [matrix[i]!, matrix[i + 1]!];
      matrix[i] = c * re - sine * im;
      matrix[i + 1] = c * im + sine * re;
    }
  }
}

/** A swap, as a gate of determinant 1, after what the matrix does; in place. */
export function swapRows(matrix: Matrix): void {
  for (let k = 0; k < 8; k++) {
    [matrix[8 + k], matrix[16 + k]] = [matrix[16 + k]!, matrix[8 + k]!];
  }
  // The determinant of a swap is -1: times e^{i pi / 4}.
  for (let k = 0; k < 32; k += 2) {
    const [re, im] = [matrix[k]!, matrix[k + 1]!];
    matrix[k] = (re - im) * Math.SQRT1_2;
    matrix[k + 1] = (re + im) * Math.SQRT1_2;
  }
}

/** `a b`. */
export function product(a: Matrix, b: Matrix): Matrix {
  const result = new Float64Array(32);
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      let [re, im] = [0, 0];
      for (let k = 0; k < 4; k++) {
        const [p, q] = [8 * i + 2 * k, 8 * k + 2 * j];
        re += a[p]! * b[q]! - a[p + 1]! * b[q + 1]!;
        im += a[p]! * b[q + 1]! + a[p + 1]! * b[q]!;
      }
      result[8 * i + 2 * j] = re;
      result[8 * i + 2 * j + 1] = im;
    }
  }
  return result;
}

export function adjoint(matrix: Matrix): Matrix {
  const result = new Float64Array(32);
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      result[8 * i + 2 * j] = matrix[8 * j + 2 * i]!;
      result[8 * i + 2 * j + 1] = -matrix[8 * j + 2 * i + 1]!;
    }
  }
  return result;
}

/** A matrix that is a product of a gate on each qubit, times a phase, as these gates. */
export function factors(matrix: Matrix): readonly [qubit0: Quaternion, qubit1: Quaternion] {
  const size = (i: number, j: number): number =>
    Math.hypot(matrix[8 * i + 2 * j]!, matrix[8 * i + 2 * j + 1]!);
  // Around the largest entry nothing is lost.
  let [row, column] = [0, 0];
  for (let i = 0; i < 4; i++)
    for (let j = 0; j < 4; j++) if (size(i, j) > size(row, column)) [row, column] = [i, j];
  const of = (qubit: 0 | 1): Quaternion => {
    const other = qubit === 0 ? 2 : 1;
    const entry = (i: number, j: number): readonly [number, number] => {
      const k = 8 * ((row & other) | (i << qubit)) + 2 * ((column & other) | (j << qubit));
      return [matrix[k]!, matrix[k + 1]!];
    };
    return fromEntries(entry(0, 0), entry(0, 1), entry(1, 0), entry(1, 1));
  };
  return [of(0), of(1)];
}

type Complex = readonly [re: number, im: number];

/** A 2 x 2 matrix that is unitary up to a factor. */
function fromEntries(a: Complex, b: Complex, c: Complex, d: Complex): Quaternion {
  const times = ([p, q]: Complex, [r, s]: Complex): Complex => [p * r - q * s, p * s + q * r];
  const [ad, bc] = [times(a, d), times(b, c)];
  const [re, im] = [ad[0] - bc[0], ad[1] - bc[1]];
  // Divided by the square root of its determinant.
  const length = Math.sqrt(Math.hypot(re, im));
  const phase = Math.atan2(im, re) / 2;
  const scale: Complex = [Math.cos(phase) / length, -Math.sin(phase) / length];
  const [p, q, r, s] = [a, b, c, d].map((entry) => times(entry, scale)) as [
    Complex,
    Complex,
    Complex,
    Complex,
  ];
  return [(p[0] + s[0]) / 2, -(q[1] + r[1]) / 2, (r[0] - q[0]) / 2, (s[1] - p[1]) / 2];
}
