import type { Code } from '../wasm/encode.ts';
import {
  double,
  f64x2,
  get,
  i32,
  type Local,
  sequence,
  set,
  shuffle,
  simd,
  vectorBinary,
  vectorUnary,
} from '../wasm/instructions.ts';
import type { Scope } from '../wasm/module.ts';
import { vectorOf } from '../wasm/vector.ts';
import { narrow } from './sine-cosine.ts';

const nearest = vectorUnary(0x94);
const bitAnd = vectorBinary(0x4e);
const bitXor = vectorBinary(0x51);
const plusInteger = vectorBinary(0xae);
const negateInteger = vectorUnary(0xa1);
const select = (a: Code, b: Code, mask: Code): Code => [a, b, mask, simd(0x52)];
const toSign = (a: Code): Code => [a, i32(30), simd(0xab)];
const integers = (value: number): Code => [
  simd(0x0c),
  ...[0, 1, 2, 3].flatMap(() => [value, 0, 0, 0]),
];
const LOW_WORDS = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27];

const SINE = [-1.6666654611e-1, 8.3321608736e-3, -1.9515295891e-4];
const COSINE = [4.166664568298827e-2, -1.388731625493765e-3, 2.443315711809948e-5];

/**
 * Sines and cosines, as a float32 vector each, of four float64 angles that are below `LARGEST_ANGLE`, to about one unit
 * in the last place: reduced in float64, then worked out in float32, all four at once.
 *
 * The polynomials are those of Cephes (Moshier, sinf.c).
 */
export function sineCosineSingle(
  scope: Scope,
): (x: readonly Local[], result: { readonly sine: Local; readonly cosine: Local }) => Code {
  const v = vectorOf('f32');
  const turns = scope.v128();
  const rests = [scope.v128(), scope.v128()] as const;
  const quarters = [scope.v128(), scope.v128()] as const;
  const [r, square, quarter, odd] = scope.vectors(4) as [number, number, number, number];
  const [sine, cosine] = [scope.v128(), scope.v128()];
  const polynomial = ([first, second, third]: readonly number[]): Code =>
    v.add(
      v.constant(first!),
      v.multiply(
        get(square),
        v.add(v.constant(second!), v.multiply(get(square), v.constant(third!))),
      ),
    );
  const reduce = (x: Local, i: number): Code =>
    sequence(
      set(turns, nearest(double.multiply(get(x), f64x2(2 / Math.PI)))),
      set(
        rests[i]!,
        double.subtract(get(x), double.multiply(get(turns), f64x2(1.57079632673412561417))),
      ),
      set(
        rests[i]!,
        double.subtract(get(rests[i]!), double.multiply(get(turns), f64x2(6.0771005065061922e-11))),
      ),
      // Adding 1.5 * 2^52 leaves the integer in the low bits.
      set(quarters[i]!, double.add(get(turns), f64x2(6755399441055744))),
    );
  return (x, result) =>
    sequence(
      ...x.map(reduce),
      set(r, narrow(get(rests[0]), get(rests[1]))),
      set(quarter, shuffle(get(quarters[0]), get(quarters[1]), LOW_WORDS)),
      set(square, v.multiply(get(r), get(r))),
      set(sine, v.add(get(r), v.multiply(v.multiply(get(r), get(square)), polynomial(SINE)))),
      set(
        cosine,
        v.add(
          v.subtract(v.constant(1), v.multiply(get(square), v.constant(0.5))),
          v.multiply(v.multiply(get(square), get(square)), polynomial(COSINE)),
        ),
      ),
      set(odd, negateInteger(bitAnd(get(quarter), integers(1)))),
      set(
        result.sine,
        bitXor(select(get(cosine), get(sine), get(odd)), toSign(bitAnd(get(quarter), integers(2)))),
      ),
      set(
        result.cosine,
        bitXor(
          select(get(sine), get(cosine), get(odd)),
          toSign(bitAnd(plusInteger(get(quarter), integers(1)), integers(2))),
        ),
      ),
    );
}
