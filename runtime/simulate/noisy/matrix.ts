import { type Axis, PLANES } from './affine.ts';
import type { Factor } from './operation.ts';

/**
 * The product of the factors of a map, and its derivatives by their angles. Made once for a map: nothing is allocated
 * while it works.
 */
export interface MapProduct {
  /** Row-major, `[4, columns]`, as of the last `multiply`. */
  readonly matrix: Float64Array;
  /** @param angleOf the value of the angle of a factor */
  multiply(angleOf: (factor: number) => number): void;
  /**
   * For the factors that rotate, from the last to the first.
   * @param gradient by the entries of the matrix of the last `multiply`; used up
   */
  differentiate(gradient: Float64Array, visit: (factor: number, slope: number) => void): void;
}

/**
 * @param first what the factors act on: the identity, or a state
 */
export function createProduct(factors: readonly Factor[], first: Float64Array): MapProduct {
  const columns = first.length / 4;
  const count = factors.length;
  // The product before each factor, and after the last.
  const prefixes = Array.from({ length: count + 1 }, () => new Float64Array(first));
  const cosines = new Float64Array(count);
  const sines = new Float64Array(count);
  const constants = factors.map((factor) =>
    factor.kind === 'constant' ? Float64Array.from(factor.map) : null,
  );
  const planes = factors.map((factor) =>
    factor.kind === 'rotation' ? planeOf(factor.axis) : null,
  );
  const spare = new Float64Array(first.length);
  return {
    matrix: prefixes[count]!,
    multiply: (angleOf) => {
      for (let i = 0; i < count; i++) {
        const [before, after] = [prefixes[i]!, prefixes[i + 1]!];
        const constant = constants[i] ?? null;
        if (constant !== null) {
          multiplyInto(constant, before, after, columns);
          continue;
        }
        const angle = angleOf(i);
        cosines[i] = Math.cos(angle);
        sines[i] = Math.sin(angle);
        after.set(before);
        rotateRows(after, planes[i]!, columns, cosines[i]!, sines[i]!);
      }
    },
    differentiate: (gradient, visit) => {
      for (let i = count - 1; i >= 0; i--) {
        const constant = constants[i] ?? null;
        if (constant !== null) {
          spare.set(gradient);
          multiplyTransposedInto(constant, spare, gradient, columns);
          continue;
        }
        const plane = planes[i]!;
        const before = prefixes[i]!;
        const [u, v] = [columns * plane[0], columns * plane[1]];
        let [along, across] = [0, 0];
        for (let k = 0; k < columns; k++) {
          const [gu, gv, bu, bv] = [
            gradient[u + k]!,
            gradient[v + k]!,
            before[u + k]!,
            before[v + k]!,
          ];
          along += gu * bu + gv * bv;
          across += gv * bu - gu * bv;
        }
        visit(i, cosines[i]! * across - sines[i]! * along);
        rotateRows(gradient, plane, columns, cosines[i]!, -sines[i]!);
      }
    },
  };
}

function planeOf(axis: Axis): readonly [number, number] {
  return PLANES[axis];
}

function rotateRows(
  matrix: Float64Array,
  [u, v]: readonly [number, number],
  columns: number,
  cosine: number,
  sine: number,
): void {
  for (let k = 0; k < columns; k++) {
    const a = matrix[columns * u + k]!;
    const b = matrix[columns * v + k]!;
    matrix[columns * u + k] = cosine * a - sine * b;
    matrix[columns * v + k] = sine * a + cosine * b;
  }
}

function multiplyInto(a: Float64Array, b: Float64Array, into: Float64Array, columns: number): void {
  for (let row = 0; row < 4; row++) {
    for (let k = 0; k < columns; k++) {
      let sum = 0;
      for (let i = 0; i < 4; i++) sum += a[4 * row + i]! * b[columns * i + k]!;
      into[columns * row + k] = sum;
    }
  }
}

function multiplyTransposedInto(
  a: Float64Array,
  b: Float64Array,
  into: Float64Array,
  columns: number,
): void {
  for (let row = 0; row < 4; row++) {
    for (let k = 0; k < columns; k++) {
      let sum = 0;
      for (let i = 0; i < 4; i++) sum += a[4 * i + row]! * b[columns * i + k]!;
      into[columns * row + k] = sum;
    }
  }
}
