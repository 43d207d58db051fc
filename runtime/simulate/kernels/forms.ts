import {
  add,
  countUp,
  f64Add,
  f64Load,
  f64Multiply,
  f64Store,
  get,
  i32,
  load,
  sequence,
  set,
} from '../wasm/instructions.ts';
import { defineFunction, type WasmFunction } from '../wasm/module.ts';

/**
 * A list of affine forms in memory. Each is a head (a float64 constant, then as an integer the bytes of the form, head
 * included) and its terms (a float64 coefficient, then as an integer the offset of what it multiplies).
 */
export const form = { head: 16, term: 16, bytes: 8, offset: 8 } as const;

/** `sums(list, listEnd, source, target)`: each form over float64 numbers, into consecutive ones. */
export function sumsFunction(name: string): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32', 'i32'], (scope, list, end, source, target) => {
    const [stop, sum] = [scope.i32(), scope.f64()];
    return countUp(
      list,
      { from: get(list), to: get(end), step: 0 },
      sequence(
        set(sum, f64Load(get(list))),
        set(stop, add(get(list), load(get(list), form.bytes))),
        set(list, add(get(list), i32(form.head))),
        countUp(
          list,
          { from: get(list), to: get(stop), step: form.term },
          set(
            sum,
            f64Add(
              get(sum),
              f64Multiply(
                f64Load(get(list)),
                f64Load(add(get(source), load(get(list), form.offset))),
              ),
            ),
          ),
        ),
        f64Store(get(target), get(sum)),
        set(target, add(get(target), i32(8))),
      ),
    );
  });
}
