import type { Code } from '../wasm/encode.ts';
import { get, sequence, set, type Local, vectorAnd, vectorOr } from '../wasm/instructions.ts';
import type { Precision, Vector } from '../wasm/vector.ts';

/** `a b - c d` of four locals. */
export function differenceOfProducts(v: Vector, a: Local, b: Local, c: Local, d: Local): Code {
  return v.subtract(v.multiply(get(a), get(b)), v.multiply(get(c), get(d)));
}

/** `a b + c d` of four locals. */
export function sumOfProducts(v: Vector, a: Local, b: Local, c: Local, d: Local): Code {
  return v.add(v.multiply(get(a), get(b)), v.multiply(get(c), get(d)));
}

export interface Angle {
  readonly cosine: Local;
  readonly sine: Local;
}

/** The tangent of an angle whose cosine has been taken out. */
export interface Tangent {
  readonly tangent: Local;
}

/** What a cosine is at least, so that tangents are finite: less than can be told from zero beside a sine of one. */
const SMALLEST_COSINE: Readonly<Record<Precision, number>> = { f32: 2 ** -30, f64: 2 ** -60 };

/** The cosine of an angle, kept away from zero. */
export function divisor(v: Vector, cosine: Local): Code {
  const magnitude = v.maximum(v.absolute(get(cosine)), v.constant(SMALLEST_COSINE[v.precision]));
  return vectorOr(magnitude, vectorAnd(get(cosine), v.constant(-0)));
}

interface Pair {
  readonly x0: Local;
  readonly x1: Local;
  readonly spare: Local;
}

/**
 * `(x0, x1) = (c x0 - s x1, c x1 + s x0)`: a real rotation, with the sine negated for `inverse`. With its cosine taken
 * out, `(x0 - t x1, x1 + t x0)`.
 */
export function rotate(
  v: Vector,
  pair: Pair,
  angle: Angle | Tangent,
  direction: 'forward' | 'inverse',
): Code {
  const { x0, x1, spare } = pair;
  if ('tangent' in angle) return shear(v, pair, angle, direction);
  const [first, second] =
    direction === 'forward'
      ? [differenceOfProducts, sumOfProducts]
      : [sumOfProducts, differenceOfProducts];
  return sequence(
    set(spare, first(v, angle.cosine, x0, angle.sine, x1)),
    set(x1, second(v, angle.cosine, x1, angle.sine, x0)),
    set(x0, get(spare)),
  );
}

function shear(
  v: Vector,
  pair: Pair,
  { tangent }: Tangent,
  direction: 'forward' | 'inverse',
): Code {
  const { x0, x1, spare } = pair;
  const [first, second] = direction === 'forward' ? [v.subtract, v.add] : [v.add, v.subtract];
  return sequence(
    set(spare, first(get(x0), v.multiply(get(tangent), get(x1)))),
    set(x1, second(get(x1), v.multiply(get(tangent), get(x0)))),
    set(x0, get(spare)),
  );
}

/** `re + i im` times `c + i s`, or times its conjugate for `inverse`. */
export function turnPhase(
  v: Vector,
  value: { readonly re: Local; readonly im: Local; readonly spare: Local },
  angle: Angle,
  direction: 'forward' | 'inverse',
): Code {
  const { re, im, spare } = value;
  const [first, second] =
    direction === 'forward'
      ? [differenceOfProducts, sumOfProducts]
      : [sumOfProducts, differenceOfProducts];
  return sequence(
    set(spare, first(v, angle.cosine, re, angle.sine, im)),
    set(im, second(v, angle.cosine, im, angle.sine, re)),
    set(re, get(spare)),
  );
}
