/** A 2 x 2 complex matrix: real and imaginary part of each entry in turn, row-major. */
export type Matrix2 = readonly [number, number, number, number, number, number, number, number];

/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** `coefficient * prod_q M_q`; the identity on all other qubits. */
export interface Term {
  readonly coefficient: Complex;
  readonly factors: ReadonlyMap<number, Matrix2>;
}

export const IDENTITY: Matrix2 = [1, 0, 0, 0, 0, 0, 1, 0];
export const PAULIS = {
  X: [0, 0, 1, 0, 1, 0, 0, 0],
  Y: [0, 0, 0, -1, 0, 1, 0, 0],
  Z: [1, 0, 0, 0, 0, 0, -1, 0],
} as const satisfies Record<string, Matrix2>;
/** |0><0| and |1><1|. */
export const PROJECTORS = [
  [1, 0, 0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0, 1, 0],
] as const satisfies readonly Matrix2[];
/** |0><0| and |1><0|: what loads a value into a fresh qubit. */
export const LOADERS = [
  [1, 0, 0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 1, 0, 0, 0],
] as const satisfies readonly Matrix2[];

export const ONE: Complex = { re: 1, im: 0 };

export function combine(...parts: readonly (readonly [Complex, Matrix2])[]): Matrix2 {
  const entry = (k: number): [number, number] => {
    let [re, im] = [0, 0];
    for (const [factor, matrix] of parts) {
      re += factor.re * matrix[2 * k]! - factor.im * matrix[2 * k + 1]!;
      im += factor.re * matrix[2 * k + 1]! + factor.im * matrix[2 * k]!;
    }
    return [re, im];
  };
  return [...entry(0), ...entry(1), ...entry(2), ...entry(3)];
}

/** `A B` */
export function product(a: Matrix2, b: Matrix2): Matrix2 {
  const entry = (row: number, column: number): [number, number] => {
    let [re, im] = [0, 0];
    for (const k of [0, 1]) {
      const [p, q] = [2 * (2 * row + k), 2 * (2 * k + column)];
      re += a[p]! * b[q]! - a[p + 1]! * b[q + 1]!;
      im += a[p]! * b[q + 1]! + a[p + 1]! * b[q]!;
    }
    return [re, im];
  };
  return [...entry(0, 0), ...entry(0, 1), ...entry(1, 0), ...entry(1, 1)];
}

export function adjoint(matrix: Matrix2): Matrix2 {
  const [a, b, c, d, e, f, g, h] = matrix;
  return [a, -b, e, -f, c, -d, g, -h];
}
