import { type Axis, PLANES } from './affine.ts';
import type { Factor } from './operation.ts';

/**
 * The product of the factors of a map, and its derivatives by their angles. Made once for a map: nothing is allocated
 * while it works.
 */
export interface MapProduct {
  /** Row-major, as of the last `multiply`. */
  readonly matrix: Float64Array;
  /** @param angleOf the value of the angle of a factor */
  multiply(angleOf: (factor: number) => number): void;
  /**
   * For the factors that rotate, from the last to the first.
   * @param gradient by the entries of the matrix of the last `multiply`; used up
   */
  differentiate(gradient: Float64Array, visit: (factor: number, slope: number) => void): void;
}

export function createProduct(factors: readonly Factor[]): MapProduct {
  const count = factors.length;
  // The product before each factor, and after the last.
  const prefixes = Array.from({ length: count + 1 }, () => new Float64Array(16));
  for (let i = 0; i < 4; i++) prefixes[0]![5 * i] = 1;
  const cosines = new Float64Array(count);
  const sines = new Float64Array(count);
  const constants = factors.map((factor) =>
    factor.kind === 'constant' ? Float64Array.from(factor.map) : null,
  );
  const planes = factors.map((factor) =>
    factor.kind === 'rotation' ? planeOf(factor.axis) : null,
  );
  const spare = new Float64Array(16);
  return {
    matrix: prefixes[count]!,
    multiply: (angleOf) => {
      for (let i = 0; i < count; i++) {
        const [before, after] = [prefixes[i]!, prefixes[i + 1]!];
        const constant = constants[i] ?? null;
        if (constant !== null) {
          multiplyInto(constant, before, after);
          continue;
        }
        const angle = angleOf(i);
        cosines[i] = Math.cos(angle);
        sines[i] = Math.sin(angle);
        after.set(before);
        rotateRows(after, planes[i]!, cosines[i]!, sines[i]!);
      }
    },
    differentiate: (gradient, visit) => {
      for (let i = count - 1; i >= 0; i--) {
        const constant = constants[i] ?? null;
        if (constant !== null) {
          spare.set(gradient);
          multiplyTransposedInto(constant, spare, gradient);
          continue;
        }
        const plane = planes[i]!;
        const before = prefixes[i]!;
        const [u, v] = [4 * plane[0], 4 * plane[1]];
        let [along, across] = [0, 0];
        for (let k = 0; k < 4; k++) {
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
        rotateRows(gradient, plane, cosines[i]!, -sines[i]!);
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
  cosine: number,
  sine: number,
): void {
  for (let k = 0; k < 4; k++) {
    const [a, b] = [matrix[4 * u + k]!, matrix[4 * v + k]!];
    matrix[4 * u + k] = cosine * a - sine * b;
    matrix[4 * v + k] = sine * a + cosine * b;
  }
}

function multiplyInto(a: Float64Array, b: Float64Array, into: Float64Array): void {
  for (let row = 0; row < 16; row += 4) {
    for (let k = 0; k < 4; k++) {
      into[row + k] =
        a[row]! * b[k]! +
        a[row + 1]! * b[4 + k]! +
        a[row + 2]! * b[8 + k]! +
        a[row + 3]! * b[12 + k]!;
    }
  }
}

function multiplyTransposedInto(a: Float64Array, b: Float64Array, into: Float64Array): void {
  for (let row = 0; row < 4; row++) {
    for (let k = 0; k < 4; k++) {
      into[4 * row + k] =
        a[row]! * b[k]! +
        a[4 + row]! * b[4 + k]! +
        a[8 + row]! * b[8 + k]! +
        a[12 + row]! * b[12 + k]!;
    }
  }
}
