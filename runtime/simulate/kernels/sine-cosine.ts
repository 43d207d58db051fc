import type { Code } from '../wasm/encode.ts';
import {
  anyTrue,
  callHost,
  double,
  doubleOf,
  f64x2,
  get,
  i32,
  sequence,
  set,
  shuffle,
  simd,
  type Local,
  vectorBinary,
  vectorUnary,
  when,
  withDouble,
} from '../wasm/instructions.ts';
import type { ModuleParts, Scope } from '../wasm/module.ts';

const { add: plus, subtract: minus, multiply: times, demote } = double;
const nearest = vectorUnary(0x94);
const bitAnd = vectorBinary(0x4e);
const bitXor = vectorBinary(0x51);
const plusInteger = vectorBinary(0xce);
const negateInteger = vectorUnary(0xc1);
const shiftUp = (a: Code, by: number): Code => [a, i32(by), simd(0xcb)];
const select = (a: Code, b: Code, mask: Code): Code => [a, b, mask, simd(0x52)];
const integers = (value: number): Code => [
  simd(0x0c),
  ...[0, 1].flatMap(() => [value, 0, 0, 0, 0, 0, 0, 0]),
];

/** The angles that sine and cosine take: beyond, the reduction by multiples of pi / 2 is no longer exact. */
const LARGEST_ANGLE = 1e6;

/** What a module with `inRange` imports. */
export const REDUCE = [
  { name: 'reduce', parameters: ['f64'], result: 'f64' },
] as const satisfies ModuleParts['host'];

/** The angle itself, or for a huge one an equal angle near zero. */
export function reduceAngle(angle: number): number {
  if (!(Math.abs(angle) > LARGEST_ANGLE)) return angle;
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

/** Brings the f64x2 in `x` to what sine and cosine take; the host does it, since it is rare. */
export function inRange(x: Local): Code {
  const reduced = (lane: 0 | 1): Code =>
    set(x, withDouble(get(x), lane, callHost(0, doubleOf(get(x), lane))));
  return when(
    anyTrue(double.greater(double.absolute(get(x)), f64x2(LARGEST_ANGLE))),
    sequence(reduced(0), reduced(1)),
  );
}

/**
 * Sine and cosine of the f64x2 in `x`, to about one unit in the last place for |x| < `LARGEST_ANGLE`.
 *
 * Reduction by a three-part pi / 2 and the polynomials of FreeBSD's msun (k_sin.c, k_cos.c); having our own makes
 * results the same on every machine and engine.
 */
export function sineCosine(
  scope: Scope,
): (x: Local, result: { readonly sine: Local; readonly cosine: Local }) => Code {
  const [turns, r, square, sinePolynomial, cosinePolynomial, odd] = scope.vectors(6) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const quarter = scope.v128();
  return (x, result) =>
    sequence(
      set(turns, nearest(times(get(x), f64x2(2 / Math.PI)))),
      set(r, minus(get(x), times(get(turns), f64x2(1.57079632673412561417)))),
      set(r, minus(get(r), times(get(turns), f64x2(6.0771005063039659766e-11)))),
      set(r, minus(get(r), times(get(turns), f64x2(2.02226624879595063154e-21)))),
      // Adding 1.5 * 2^52 leaves the integer in the low bits.
      set(quarter, plus(get(turns), f64x2(6755399441055744))),
      set(square, times(get(r), get(r))),
      set(
        sinePolynomial,
        plus(get(r), times(times(get(r), get(square)), polynomial(square, SINE))),
      ),
      set(
        cosinePolynomial,
        plus(
          minus(f64x2(1), times(get(square), f64x2(0.5))),
          times(times(get(square), get(square)), polynomial(square, COSINE)),
        ),
      ),
      set(odd, negateInteger(bitAnd(get(quarter), integers(1)))),
      set(
        result.sine,
        bitXor(
          select(get(cosinePolynomial), get(sinePolynomial), get(odd)),
          shiftUp(bitAnd(get(quarter), integers(2)), 62),
        ),
      ),
      set(
        result.cosine,
        bitXor(
          select(get(sinePolynomial), get(cosinePolynomial), get(odd)),
          shiftUp(bitAnd(plusInteger(get(quarter), integers(1)), integers(2)), 62),
        ),
      ),
    );
}

const SINE = [
  -1.66666666666666324348e-1, 8.33333333332248946124e-3, -1.98412698298579493134e-4,
  2.75573137070700676789e-6, -2.50507602534068634195e-8, 1.58969099521155010221e-10,
];
const COSINE = [
  4.16666666666666019037e-2, -1.38888888888741095749e-3, 2.48015872894767294178e-5,
  -2.75573143513906633035e-7, 2.0875723212981748279e-9, -1.13596475577881948265e-11,
];

function polynomial(x: Local, coefficients: readonly number[]): Code {
  return coefficients
    .slice(0, -1)
    .reduceRight<Code>(
      (rest, coefficient) => plus(f64x2(coefficient), times(get(x), rest)),
      f64x2(coefficients.at(-1)!),
    );
}

/** Two float64 vectors in one float32 vector. */
export function narrow(low: Code, high: Code): Code {
  return shuffle(
    demote(low),
    demote(high),
    [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23],
  );
}
