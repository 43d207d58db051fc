/**
 * A one-qubit gate of fixed angles up to global phase, `w - i (x X + y Y + z Z)` with `w^2 + x^2 + y^2 + z^2 = 1`.
 */
export type Quaternion = readonly [w: number, x: number, y: number, z: number];

/** How close two numbers are that stand for the same. */
export const TOLERANCE = 1e-11;

export const identity: Quaternion = [1, 0, 0, 0];
export const hadamard: Quaternion = [0, Math.SQRT1_2, 0, Math.SQRT1_2];

/** The gate that acts as `first` and then `second`. */
export function followedBy(first: Quaternion, second: Quaternion): Quaternion {
  const [a, b, c, d] = second;
  const [w, x, y, z] = first;
  return [
    a * w - b * x - c * y - d * z,
    a * x + b * w + c * z - d * y,
    a * y - b * z + c * w + d * x,
    a * z + b * y - c * x + d * w,
  ];
}

/** A rotation about an axis, `exp(-i angle A / 2)`. */
export function rotation(axis: 'x' | 'y' | 'z', angle: number): Quaternion {
  const [c, s] = [Math.cos(angle / 2), Math.sin(angle / 2)];
  if (axis === 'x') return [c, s, 0, 0];
  return axis === 'y' ? [c, 0, s, 0] : [c, 0, 0, s];
}

/** `rz` of this angle. */
export function turn(angle: number): Quaternion {
  return rotation('z', angle);
}

export function isDiagonal([, x, y]: Quaternion): boolean {
  return Math.abs(x) < TOLERANCE && Math.abs(y) < TOLERANCE;
}

/** Swaps |0> and |1>, phases aside. */
export function isFlip([w, , , z]: Quaternion): boolean {
  return Math.abs(w) < TOLERANCE && Math.abs(z) < TOLERANCE;
}

/** The angle of the `rz` that a diagonal gate is. */
export function angleOf([w, , , z]: Quaternion): number {
  return 2 * Math.atan2(z, w);
}

/** Angles with `U = rz(phi) ry(theta) rz(lambda)`, matrices in that order, and theta in [0, pi]. */
export interface Euler {
  readonly theta: number;
  readonly phi: number;
  readonly lambda: number;
}

export function eulerOf([w, x, y, z]: Quaternion): Euler {
  const theta = 2 * Math.atan2(Math.hypot(x, y), Math.hypot(w, z));
  const sum = Math.hypot(w, z) < TOLERANCE ? 0 : Math.atan2(z, w);
  const difference = Math.hypot(x, y) < TOLERANCE ? 0 : Math.atan2(-x, y);
  return { theta, phi: sum + difference, lambda: sum - difference };
}

export function inverse([w, x, y, z]: Quaternion): Quaternion {
  return [w, -x, -y, -z];
}

/** A direction, or the Pauli matrix of it. */
export type Vector = readonly [x: number, y: number, z: number];

/** The axis of `gate A gate^dagger`, where A is the Pauli matrix of `axis`. */
export function turnedAxis([a, b, c]: Vector, gate: Quaternion): Vector {
  const [, x, y, z] = followedBy(followedBy(inverse(gate), [0, a, b, c]), gate);
  return [x, y, z];
}

/** The gate that turns three axes, right-handed, to X, Y and Z. */
export function fromAxes([first, second, third]: readonly Vector[]): Quaternion {
  const m = [...first!, ...second!, ...third!];
  const at = (row: number, column: number): number => m[3 * row + column]!;
  // Four times the squares of w, x, y and z: around the largest nothing is lost.
  const squares = [
    1 + at(0, 0) + at(1, 1) + at(2, 2),
    1 + at(0, 0) - at(1, 1) - at(2, 2),
    1 - at(0, 0) + at(1, 1) - at(2, 2),
    1 - at(0, 0) - at(1, 1) + at(2, 2),
  ];
  const largest = squares.indexOf(Math.max(...squares));
  const [xw, yw, zw] = [at(2, 1) - at(1, 2), at(0, 2) - at(2, 0), at(1, 0) - at(0, 1)];
  const [xy, xz, yz] = [at(0, 1) + at(1, 0), at(0, 2) + at(2, 0), at(1, 2) + at(2, 1)];
  const rows: readonly Quaternion[] = [
    [squares[0]!, xw, yw, zw],
    [xw, squares[1]!, xy, xz],
    [yw, xy, squares[2]!, yz],
    [zw, xz, yz, squares[3]!],
  ];
  const [w, x, y, z] = rows[largest]!;
  const length = Math.hypot(w, x, y, z);
  return [w / length, x / length, y / length, z / length];
}
