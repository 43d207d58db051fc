import { rotation, followedBy, type Quaternion } from './quaternion.ts';
import { diagonalise } from './diagonalise.ts';
import { adjoint, factors, product, type Matrix } from './matrix.ts';

type Pair = readonly [qubit0: Quaternion, qubit1: Quaternion];

/**
 * A gate on two qubits as turns around its core, up to a global phase: first `before`, then
 * `exp(i (a XX + b YY + c ZZ))` with `pi / 4 >= a >= b >= |c|`, then `after` (Kraus and Cirac 2001).
 */
export interface Weyl {
  readonly before: Pair;
  readonly after: Pair;
  readonly coordinates: readonly [a: number, b: number, c: number];
}

const QUARTER = Math.PI / 4;
const CLOSE = 1e-9;

/** Columns: Bell states with phases that make local gates real (Hill and Wootters 1997). */
const MAGIC = ((): Matrix => {
  const matrix = new Float64Array(32);
  const set = (row: number, column: number, re: number, im: number): void => {
    matrix[8 * row + 2 * column] = re * Math.SQRT1_2;
    matrix[8 * row + 2 * column + 1] = im * Math.SQRT1_2;
  };
  set(0, 0, 1, 0);
  set(3, 0, 1, 0);
  set(0, 1, 0, 1);
  set(3, 1, 0, -1);
  set(1, 2, 0, 1);
  set(2, 2, 0, 1);
  set(1, 3, 1, 0);
  set(2, 3, -1, 0);
  return matrix;
})();
const MAGIC_BACK = adjoint(MAGIC);

/** @param gate of determinant 1 */
export function weylOf(gate: Matrix): Weyl {
  const inMagic = product(MAGIC_BACK, product(gate, MAGIC));
  const squared = product(transposed(inMagic), inMagic);
  const { axes, phases } = diagonalise(squared);
  // The roots of the phases have the product 1.
  const halves = phases.map((phase) => phase / 2);
  const total = halves.reduce((sum, each) => sum + each, 0);
  if (Math.cos(total) < 0) halves[0]! += Math.PI;
  const left = product(inMagic, product(axes, diagonal(halves.map((each) => -each))));
  const [d0, d1, d2] = halves as [number, number, number, number];
  return inChamber({
    before: factors(product(MAGIC, product(transposed(axes), MAGIC_BACK))),
    after: factors(product(MAGIC, product(left, MAGIC_BACK))),
    coordinates: [(d0 + d2) / 2, (d1 + d2) / 2, (d0 + d1) / 2],
  });
}

function transposed(matrix: Matrix): Matrix {
  const result = new Float64Array(32);
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      result[8 * i + 2 * j] = matrix[8 * j + 2 * i]!;
      result[8 * i + 2 * j + 1] = matrix[8 * j + 2 * i + 1]!;
    }
  }
  return result;
}

function diagonal(phases: readonly number[]): Matrix {
  const matrix = new Float64Array(32);
  phases.forEach((phase, k) => {
    matrix[10 * k] = Math.cos(phase);
    matrix[10 * k + 1] = Math.sin(phase);
  });
  return matrix;
}

const AXES = ['x', 'y', 'z'] as const;
const PAULIS: readonly Quaternion[] = [
  [0, 1, 0, 0],
  [0, 0, 1, 0],
  [0, 0, 0, 1],
];

/** Moves the coordinates into the chamber, and what that takes into the turns. */
function inChamber(source: Weyl): Weyl {
  const [c, before, after] = [[...source.coordinates], [...source.before], [...source.after]];
  /** The core is `inner` around the new one, the same on both qubits or on the first only. */
  const conjugate = (inner: Quaternion, qubits: 1 | 2): void => {
    const back: Quaternion = [inner[0], -inner[1], -inner[2], -inner[3]];
    for (let q = 0; q < qubits; q++) {
      before[q] = followedBy(before[q]!, back);
      after[q] = followedBy(inner, after[q]!);
    }
  };
  /** exp(i pi/2 PP) = i PP. */
  const shift = (axis: number, steps: number): void => {
    c[axis]! -= (steps * Math.PI) / 2;
    if (steps % 2 === 0) return;
    for (const q of [0, 1]) after[q] = followedBy(PAULIS[axis]!, after[q]!);
  };
  const exchange = (p: number, q: number): void => {
    conjugate(rotation(AXES[3 - p - q]!, Math.PI / 2), 2);
    [c[p], c[q]] = [c[q]!, c[p]!];
  };
  const flip = (p: number, q: number): void => {
    conjugate(PAULIS[3 - p - q]!, 1);
    c[p] = -c[p]!;
    c[q] = -c[q]!;
  };
  for (const axis of [0, 1, 2]) shift(axis, Math.round(c[axis]! / (Math.PI / 2)));
  for (const [p, q] of [
    [0, 1],
    [1, 2],
    [0, 1],
  ] as const) {
    if (Math.abs(c[p]!) < Math.abs(c[q]!)) exchange(p, q);
  }
  if (c[0]! < 0) flip(0, 2);
  if (c[1]! < 0) flip(1, 2);
  if (c[2]! < 0 && c[0]! > QUARTER - CLOSE) {
    shift(0, 1);
    flip(0, 2);
  }
  return {
    before: [before[0]!, before[1]!],
    after: [after[0]!, after[1]!],
    coordinates: [c[0]!, c[1]!, c[2]!],
  };
}

/** How many gates of the class of `cz` make such a core (Shende, Bullock and Markov 2004). */
export function entanglersOfCore([a, b, c]: Weyl['coordinates'], hasPhases = false): 0 | 1 | 2 | 3 {
  if (Math.abs(c) > CLOSE) return 3;
  if (b > CLOSE) return 2;
  if (a < CLOSE) return 0;
  return hasPhases || a > QUARTER - CLOSE ? 1 : 2;
}
