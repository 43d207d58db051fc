import type { Code } from '../../wasm/encode.ts';
import { add, get, type Local, shuffle, vectorLoad, vectorStore } from '../../wasm/instructions.ts';
import { sequence, set, vectorBinary, vectorUnary } from '../../wasm/instructions.ts';
import type { Vector } from '../../wasm/vector.ts';

const plus = vectorBinary(0xf0);
const promote = vectorUnary(0x5f);

/** Bits of the stored index that tell the lanes of a vector apart. */
export function laneBits({ lanes }: Vector): number {
  return Math.log2(lanes);
}

/** Lane l of the result is lane `l ^ flip` of the vector. */
export function flipLanes({ lanes, bytes }: Vector, value: Local, flip: number): Code {
  if (flip === 0) return get(value);
  const from = Array.from({ length: lanes }, (_, lane) => lane ^ flip);
  const order = from.flatMap((lane) => Array.from({ length: bytes }, (_, i) => lane * bytes + i));
  return shuffle(get(value), get(value), order);
}

/** Adds the lanes of a vector to the two float64 numbers at an address, in place. */
export function accumulate(v: Vector, at: Local, value: Local): Code {
  const sum =
    v.precision === 'f64'
      ? get(value)
      : plus(promote(get(value)), promote(shuffle(get(value), get(value), UPPER_HALF)));
  return vectorStore(get(at), plus(vectorLoad(get(at)), sum));
}

/** Adds each lane to a float64 number of its own, from an address on. */
export function accumulateLanes(v: Vector, at: Local, value: Local): Code {
  const low = v.precision === 'f64' ? get(value) : promote(get(value));
  const first = vectorStore(get(at), plus(vectorLoad(get(at)), low));
  if (v.precision === 'f64') return first;
  const high = promote(shuffle(get(value), get(value), UPPER_HALF));
  return sequence(first, vectorStore(get(at), plus(vectorLoad(get(at), 16), high), 16));
}

export function move(pointer: Local, by: Code): Code {
  return set(pointer, add(get(pointer), by));
}

const UPPER_HALF = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
