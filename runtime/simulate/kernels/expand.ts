import {
  add,
  countUp,
  double,
  doubleSplatLoad,
  f64,
  f64Store,
  get,
  i32,
  sequence,
  set,
  shuffle,
  vectorLoad,
  vectorStore,
} from '../wasm/instructions.ts';
import { defineFunction, type WasmFunction } from '../wasm/module.ts';
import { inRange, sineCosine } from './sine-cosine.ts';
import { signs } from './wide.ts';

/*
 * Tables of diagonals whose angles have independent parity masks. In the order of the parities a table is a tensor
 * product, so that few sines and one complex product an entry do. The entry of parities (high, low) is at the exclusive
 * or of an offset from a list for `high` and one from a list for `low`.
 */

const SWAPPED = [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7];

/**
 * `expand(angles, anglesEnd, target, scale)`: `scale prod_t exp(i a_t (-1)^(y_t))` for all parities y, the first angle
 * being the lowest digit; complex float64, by doubling.
 */
export function expandFunction(name: string): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32', 'f64'], (scope, angles, end, target, scale) => {
    const evaluate = sineCosine(scope);
    const [low, high, stop] = [scope.i32(), scope.i32(), scope.i32()];
    const [x, cosine, sine, straight, crossed] = scope.vectors(5) as [
      number,
      number,
      number,
      number,
      number,
    ];
    return sequence(
      f64Store(get(target), get(scale)),
      f64Store(get(target), f64(0), 8),
      set(high, add(get(target), i32(16))),
      countUp(
        angles,
        { from: get(angles), to: get(end), step: 8 },
        sequence(
          set(x, doubleSplatLoad(get(angles))),
          inRange(x),
          evaluate(x, { cosine, sine }),
          set(sine, double.multiply(get(sine), signs(2))),
          set(stop, get(high)),
          countUp(
            low,
            { from: get(target), to: get(stop), step: 16 },
            sequence(
              set(x, vectorLoad(get(low))),
              set(straight, double.multiply(get(x), get(cosine))),
              set(crossed, double.multiply(shuffle(get(x), get(x), SWAPPED), get(sine))),
              vectorStore(get(low), double.add(get(straight), get(crossed))),
              vectorStore(get(high), double.subtract(get(straight), get(crossed))),
              set(high, add(get(high), i32(16))),
            ),
          ),
        ),
      ),
    );
  });
}
