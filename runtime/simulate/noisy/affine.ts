/**
 * What a one-qubit channel does to the coefficients of I, X, Y and Z: a real 4x4 matrix, row-major. Of a channel that
 * keeps the trace the first row is `1 0 0 0`.
 */
export type AffineMap = readonly number[];

export const IDENTITY: AffineMap = diagonalMap(1, 1, 1);

/** Shrinks X, Y and Z. */
export function diagonalMap(x: number, y: number, z: number): AffineMap {
  return [1, 0, 0, 0, 0, x, 0, 0, 0, 0, y, 0, 0, 0, 0, z];
}

/** Does it shrink X, Y and Z alike, and nothing else? */
export function isIsotropic(map: AffineMap): boolean {
  const same = diagonalMap(map[5]!, map[5]!, map[5]!);
  return map.every((value, i) => value === same[i]);
}

/** `first` acts first. */
export function compose(first: AffineMap, second: AffineMap): AffineMap {
  return Array.from({ length: 16 }, (_, i) => {
    const [row, column] = [4 * (i >> 2), i & 3];
    let sum = 0;
    for (let k = 0; k < 4; k++) sum += second[row + k]! * first[4 * k + column]!;
    return sum;
  });
}

/** A rotation by a known angle; quarter turns are exact. */
export function rotationMap(axis: Axis, angle: number): AffineMap {
  const map = [...IDENTITY];
  const [u, v] = PLANES[axis];
  const [cosine, sine] = [exactly(Math.cos(angle)), exactly(Math.sin(angle))];
  map[5 * u] = cosine;
  map[5 * v] = cosine;
  map[4 * v + u] = sine;
  map[4 * u + v] = -sine;
  return map;
}

/** Rotation about X, Y or Z by an angle a: `exp(-i a P / 2)`. */
export type Axis = 'x' | 'y' | 'z';

/** A rotation turns the first coefficient into the second: `u' = c u - s v`, `v' = s u + c v`. */
export const PLANES: Readonly<Record<Axis, readonly [u: number, v: number]>> = {
  x: [2, 3],
  y: [3, 1],
  z: [1, 2],
};

/** Multiples of pi in float64 miss the zeros of sine and cosine by less than this, however many turns. */
function exactly(value: number): number {
  const nearest = Math.round(value);
  return Math.abs(value - nearest) < 1e-15 ? nearest + 0 : value;
}
