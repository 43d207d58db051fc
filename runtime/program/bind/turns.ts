import type { TurnWord } from './bind-program.ts';
import { rowsOf, rowValue, type Rows } from './forms.ts';

/** Words one after the other in typed arrays: the factors of word k are those from `start[k]` to `start[k + 1]`. */
export interface Turns {
  /** Four numbers each. */
  readonly first: Float64Array;
  readonly start: Int32Array;
  /** Of each factor. */
  readonly angle: Rows;
  /** Of each factor, four numbers. */
  readonly after: Float64Array;
}

export function turnsOf(words: readonly TurnWord[]): Turns {
  const start = new Int32Array(words.length + 1);
  words.forEach(({ factors }, k) => {
    start[k + 1] = start[k]! + factors.length;
  });
  const factors = words.flatMap((word) => word.factors);
  return {
    first: Float64Array.from(words.flatMap(({ first }) => first)),
    start,
    angle: rowsOf(factors.map(({ angle }) => angle)),
    after: Float64Array.from(factors.flatMap(({ after }) => after)),
  };
}

/** Writes the quaternion of word `k` to the first four places of `out`. */
export function turnValue(
  turns: Turns,
  k: number,
  variables: Float64Array,
  out: Float64Array,
): void {
  const { first, start, angle, after } = turns;
  let w = first[4 * k]!;
  let x = first[4 * k + 1]!;
  let y = first[4 * k + 2]!;
  let z = first[4 * k + 3]!;
  const end = start[k + 1]!;
  for (let factor = start[k]!; factor < end; factor++) {
    const half = rowValue(angle, factor, variables) / 2;
    const c = Math.cos(half);
    const s = Math.sin(half);
    const tw = c * w - s * z;
    const tx = c * x - s * y;
    const ty = c * y + s * x;
    const tz = c * z + s * w;
    const p = after[4 * factor]!;
    const q = after[4 * factor + 1]!;
    const r = after[4 * factor + 2]!;
    const t = after[4 * factor + 3]!;
    w = p * tw - q * tx - r * ty - t * tz;
    x = p * tx + q * tw + r * tz - t * ty;
    y = p * ty - q * tz + r * tw + t * tx;
    z = p * tz + q * ty - r * tx + t * tw;
  }
  out[0] = w;
  out[1] = x;
  out[2] = y;
  out[3] = z;
}

/** Squares of numbers below which a direction means nothing. */
const NOTHING = 1e-24;

/**
 * The quaternion in the first four places of `source` as `rz(lambda)`, then `ry(theta)`, then `rz(phi)`, written to
 * `out` from `at` in this order; theta is in [0, pi].
 */
export function writeEuler(source: Float64Array, out: Float64Array, at: number): void {
  const [w, x, y, z] = [source[0]!, source[1]!, source[2]!, source[3]!];
  const along = w * w + z * z;
  const across = x * x + y * y;
  const sum = along < NOTHING ? 0 : Math.atan2(z, w);
  const difference = across < NOTHING ? 0 : Math.atan2(-x, y);
  out[at] = sum - difference;
  out[at + 1] = 2 * Math.atan2(Math.sqrt(across), Math.sqrt(along));
  out[at + 2] = sum + difference;
}
