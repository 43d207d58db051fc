import type { Code } from '../wasm/encode.ts';
import { double, get, type Local, shuffle, simd } from '../wasm/instructions.ts';
import type { Vector } from '../wasm/vector.ts';
import { narrow } from './sine-cosine.ts';

const SECOND_HALF = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];

/** One thing for each f64x2 that holds lanes of a vector. */
export function halvesOf<Thing>(v: Vector, make: () => Thing): readonly Thing[] {
  return Array.from({ length: v.lanes / 2 }, make);
}

/** A vector's lanes as float64, two and two. */
export function wide(v: Vector, x: Local): readonly Code[] {
  if (v.precision === 'f64') return [get(x)];
  return [double.promote(get(x)), double.promote(shuffle(get(x), get(x), SECOND_HALF))];
}

/** Lanes in float64, two and two, as a vector. */
export function joined({ precision }: Vector, halves: readonly Local[]): Code {
  return precision === 'f64' ? get(halves[0]!) : narrow(get(halves[0]!), get(halves[1]!));
}

/** -1 and 1 by turns. */
export function signs(lanes: number): Code {
  if (lanes === 2) {
    const bytes = new Uint8Array(Float64Array.of(-1, 1).buffer);
    return [simd(0x0c), ...bytes];
  }
  const bytes = new Uint8Array(Float32Array.of(-1, 1, -1, 1).buffer);
  return [simd(0x0c), ...bytes];
}
