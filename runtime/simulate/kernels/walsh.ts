import {
  add,
  countUp,
  f64Add,
  f64Load,
  f64Subtract,
  f64Store,
  get,
  i32,
  sequence,
  set,
  shuffle,
  subtract,
  type Local,
  vectorBinary,
  vectorUnary,
  vectorLoad,
  vectorStore,
} from '../wasm/instructions.ts';
import type { Code } from '../wasm/encode.ts';
import { defineFunction, type Scope, type WasmFunction } from '../wasm/module.ts';
import type { Vector } from '../wasm/vector.ts';
import { narrow, sineCosine } from './sine-cosine.ts';

const plus = vectorBinary(0xf0);
const minus = vectorBinary(0xf1);
const times = vectorBinary(0xf2);
const splatDouble = vectorUnary(0x14);

/** Bytes 0 to 7 of one vector, then of the other; and bytes 8 to 15. */
const FIRSTS = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];
const SECONDS = [8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31];

/**
 * `phases(values, valuesEnd, target, scale)`: `values` holds one float64 per parity mask, what an amplitude's phase
 * gains by even parity with it (and loses by odd). A Walsh-Hadamard transform in place turns them into all phases;
 * their cosines and sines, times `scale`, go to `target`, two numbers an amplitude.
 */
export function phasesFunction(name: string, v: Vector): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32', 'f64'], (scope, values, end, target, scale) => {
    const evaluate = sineCosine(scope);
    const [x, cosine, sine, factor] = scope.vectors(4) as [number, number, number, number];
    const first = shuffle(get(cosine), get(sine), FIRSTS);
    const second = shuffle(get(cosine), get(sine), SECONDS);
    const scaled = (x: Local): Code => set(x, times(get(x), get(factor)));
    const store =
      v.precision === 'f32'
        ? [vectorStore(get(target), narrow(first, second)), advance(target, 16)]
        : [
            vectorStore(get(target), first),
            vectorStore(get(target), second, 16),
            advance(target, 32),
          ];
    return sequence(
      transform(scope, values, end),
      set(factor, splatDouble(get(scale))),
      countUp(
        values,
        { from: get(values), to: get(end), step: 16 },
        sequence(
          set(x, vectorLoad(get(values))),
          evaluate(x, { sine, cosine }),
          scaled(cosine),
          scaled(sine),
          ...store,
        ),
      ),
    );
  });
}

/**
 * `parities(weights, values, valuesEnd)`: sums the lanes of each weight into float64 `values` and transforms them,
 * so that the value at a parity mask is the sum of all weights, signed by their parity with it.
 */
export function paritiesFunction(name: string, v: Vector): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32'], (scope, weights, values, end) => {
    const [cursor, x] = [scope.i32(), scope.v128()];
    const lanes = Array.from({ length: v.lanes }, (_, i) => laneAsDouble(v, x, i));
    return sequence(
      countUp(
        cursor,
        { from: get(values), to: get(end), step: 8 },
        sequence(
          set(x, vectorLoad(get(weights))),
          f64Store(get(cursor), lanes.reduce(f64Add)),
          advance(weights, 16),
        ),
      ),
      transform(scope, values, end),
    );
  });
}

/** Walsh-Hadamard transform of float64 numbers, at least two, in place. */
export function transform(scope: Scope, values: Local, end: Local): Code {
  const [cursor, half, low, stop, high] = [
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
  ];
  const [a, b] = [scope.v128(), scope.v128()];
  const [s, t] = [scope.f64(), scope.f64()];
  const total = scope.i32();
  return sequence(
    countUp(
      cursor,
      { from: get(values), to: get(end), step: 16 },
      sequence(
        set(s, f64Load(get(cursor))),
        set(t, f64Load(get(cursor), 8)),
        f64Store(get(cursor), f64Add(get(s), get(t))),
        f64Store(get(cursor), f64Subtract(get(s), get(t)), 8),
      ),
    ),
    set(total, subtract(get(end), get(values))),
    countUp(
      half,
      { from: i32(16), to: get(total), step: 0 },
      sequence(
        countUp(
          cursor,
          { from: get(values), to: get(end), step: 0 },
          sequence(
            set(high, add(get(cursor), get(half))),
            set(stop, get(high)),
            countUp(
              low,
              { from: get(cursor), to: get(stop), step: 16 },
              sequence(
                set(a, vectorLoad(get(low))),
                set(b, vectorLoad(get(high))),
                vectorStore(get(low), plus(get(a), get(b))),
                vectorStore(get(high), minus(get(a), get(b))),
                advance(high, 16),
              ),
            ),
            set(cursor, get(high)),
          ),
        ),
        set(half, add(get(half), get(half))),
      ),
    ),
  );
}

function advance(pointer: Local, by: number): Code {
  return set(pointer, add(get(pointer), i32(by)));
}

export function laneAsDouble(v: Vector, x: Local, lane: number): Code {
  return v.precision === 'f32'
    ? [get(x), 0xfd, 0x1f, lane, 0xbb] // f32x4.extract_lane, f64.promote_f32
    : [get(x), 0xfd, 0x21, lane]; // f64x2.extract_lane
}
