import { distribution, expectation, valueOn, type State } from './state.ts';
import type { Observation } from './rotations.ts';

/** How one observation is told apart. */
export type Gap =
  /** An outcome, the first wire's bit the least significant, and how likely it is. */
  | { readonly kind: 'bits'; readonly outcome: number; readonly a: number; readonly b: number }
  /** How far the two states are from each other: the part of the one that is not the other, 0 to 1. */
  | { readonly kind: 'state'; readonly distance: number }
  | { readonly kind: 'expectation'; readonly a: number; readonly b: number };

/** Differences up to this are rounding. */
export const TOLERANCE = 1e-7;

/**
 * @returns null where there is none, undefined where it is too much to look at: reduced states of many wires of an
 *   entangled state
 */
export function gapBetween(
  a: State,
  b: State,
  observed: readonly [a: Observation, b: Observation],
): Gap | null | undefined {
  const [first, second] = observed;
  if (first.kind === 'bits' && second.kind === 'bits') {
    const [p, q] = [distribution(a, first.wires), distribution(b, second.wires)];
    let outcome = 0;
    p.forEach((value, k) => {
      if (Math.abs(value - q[k]!) > Math.abs(p[outcome]! - q[outcome]!)) outcome = k;
    });
    const gap: Gap = { kind: 'bits', outcome, a: p[outcome]!, b: q[outcome]! };
    return Math.abs(gap.a - gap.b) > TOLERANCE ? gap : null;
  }
  if (first.kind === 'expectation' && second.kind === 'expectation') {
    const gap: Gap = {
      kind: 'expectation',
      a: expectation(a, first.terms),
      b: expectation(b, second.terms),
    };
    return Math.abs(gap.a - gap.b) > TOLERANCE ? gap : null;
  }
  if (first.kind === 'state' && second.kind === 'state') {
    const distance = distanceOf(matrixOf(a, first.wires), matrixOf(b, second.wires));
    if (distance === undefined) return undefined;
    return distance > TOLERANCE ? { kind: 'state', distance } : null;
  }
  throw new Error('these are no observations of the same kind');
}

/** Of the reduced states: one of them is pure, or both are small. */
function distanceOf(a: Columns, b: Columns): number | undefined {
  const [left, right] = [pureOf(a), pureOf(b)];
  if (left !== undefined) return outside(b, left);
  if (right !== undefined) return outside(a, right);
  if (a.size > MOST_ROWS) return undefined;
  const [rho, sigma] = [densityOf(a), densityOf(b)];
  return Math.hypot(...rho.map((value, k) => value - sigma[k]!));
}

const MOST_ROWS = 64;

/** Amplitudes with the observed wires as rows and all others as columns, a column after the other. */
interface Columns {
  readonly size: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function matrixOf({ wires, re, im }: State, on: readonly number[]): Columns {
  const rest = Array.from({ length: wires }, (_, wire) => wire).filter((w) => !on.includes(w));
  const size = 2 ** on.length;
  const columns = { size, re: new Float64Array(re.length), im: new Float64Array(re.length) };
  for (let k = 0; k < re.length; k++) {
    const place = valueOn(k, rest) * size + valueOn(k, on);
    columns.re[place] = re[k]!;
    columns.im[place] = im[k]!;
  }
  return columns;
}

/** The state of the rows, where it does not depend on the column. */
function pureOf(columns: Columns): Columns | undefined {
  const { size, re, im } = columns;
  let [best, most] = [0, 0];
  for (let start = 0; start < re.length; start += size) {
    let norm = 0;
    for (let k = start; k < start + size; k++) norm += re[k]! * re[k]! + im[k]! * im[k]!;
    if (norm > most) [best, most] = [start, norm];
  }
  const scale = 1 / Math.sqrt(most);
  const pure = {
    size,
    re: re.slice(best, best + size).map((value) => value * scale),
    im: im.slice(best, best + size).map((value) => value * scale),
  };
  return outside(columns, pure) < TOLERANCE ? pure : undefined;
}

/** The length of what is left of the state of the rows without its part along a pure one. */
function outside({ size, re, im }: Columns, pure: Columns): number {
  let total = 0;
  for (let start = 0; start < re.length; start += size) {
    let [real, imaginary] = [0, 0];
    for (let k = 0; k < size; k++) {
      const [p, q, r, s] = [pure.re[k]!, pure.im[k]!, re[start + k]!, im[start + k]!];
      real += p * r + q * s;
      imaginary += p * s - q * r;
    }
    for (let k = 0; k < size; k++) {
      const [p, q] = [pure.re[k]!, pure.im[k]!];
      total += (re[start + k]! - real * p + imaginary * q) ** 2;
      total += (im[start + k]! - real * q - imaginary * p) ** 2;
    }
  }
  return Math.sqrt(total);
}

/** Entry (i, j) of the reduced density matrix, real and imaginary part in turn, i first. */
function densityOf({ size, re, im }: Columns): Float64Array {
  const density = new Float64Array(2 * size * size);
  for (let start = 0; start < re.length; start += size) {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const [p, q, r, s] = [re[start + i]!, im[start + i]!, re[start + j]!, im[start + j]!];
        density[2 * (i * size + j)]! += p * r + q * s;
        density[2 * (i * size + j) + 1]! += q * r - p * s;
      }
    }
  }
  return density;
}
