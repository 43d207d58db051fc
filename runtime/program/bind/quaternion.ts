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
