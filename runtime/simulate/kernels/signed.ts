import type { Code } from '../wasm/encode.ts';
import {
  add,
  countUp,
  fillMemory,
  get,
  i32,
  load,
  sequence,
  set,
  shiftLeft,
  shiftRight,
  subtract,
  vectorLoad,
  vectorStore,
  vectorZero,
  xor,
  type Local,
} from '../wasm/instructions.ts';
import { defineFunction, type Scope, type WasmFunction } from '../wasm/module.ts';
import type { Vector } from '../wasm/vector.ts';

/**
 * `signed(weights, lowList, lowListEnd, highList, highListEnd, scratch, target)`: for each parity, the first being the
 * lowest digit of `low`, the sum of all weights signed by it; vectors.
 */
export function signedFunction(name: string, v: Vector): WasmFunction {
  return defineFunction(
    name,
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    (scope, weights, lowList, lowListEnd, highList, highListEnd, scratch, target) => {
      const [cursor, entry, offset] = [scope.i32(), scope.i32(), scope.i32()];
      const [column, lowBytes, highBytes] = [scope.i32(), scope.i32(), scope.i32()];
      const [x, sum] = [scope.v128(), scope.v128()];
      // Lists are for pairs of numbers, weights are vectors.
      const ratio = 16 / (2 * v.bytes);
      const place = xor(get(offset), load(get(cursor)));
      const halve = halving(scope, v, target);
      return sequence(
        set(lowBytes, shiftLeft(subtract(get(lowListEnd), get(lowList)), i32(2))),
        set(highBytes, shiftLeft(subtract(get(highListEnd), get(highList)), i32(2))),
        fillMemory(get(scratch), i32(0), get(lowBytes)),
        set(column, add(get(scratch), get(lowBytes))),
        countUp(
          highList,
          { from: get(highList), to: get(highListEnd), step: 4 },
          sequence(
            set(offset, load(get(highList))),
            set(entry, get(scratch)),
            set(sum, vectorZero),
            countUp(
              cursor,
              { from: get(lowList), to: get(lowListEnd), step: 4 },
              sequence(
                set(
                  x,
                  vectorLoad(
                    add(
                      get(weights),
                      ratio === 1 ? place : shiftLeft(place, i32(Math.log2(ratio))),
                    ),
                  ),
                ),
                set(sum, v.add(get(sum), get(x))),
                vectorStore(get(entry), v.add(vectorLoad(get(entry)), get(x))),
                set(entry, add(get(entry), i32(16))),
              ),
            ),
            vectorStore(get(column), get(sum)),
            set(column, add(get(column), i32(16))),
          ),
        ),
        halve(scratch, lowBytes),
        set(scratch, add(get(scratch), get(lowBytes))),
        halve(scratch, highBytes),
      );
    },
  );
}

/** The signed sums of vectors, `bytes` of them, by halving; they go to `target`, which moves on. */
function halving(scope: Scope, v: Vector, target: Local) {
  const [half, low, high, end, to] = [
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
  ];
  const [x0, x1, sum] = [scope.v128(), scope.v128(), scope.v128()];
  return (values: Local, bytes: Local): Code =>
    sequence(
      // The highest digit comes first and belongs last.
      countUp(
        half,
        { from: i32(16), to: get(bytes), step: 0 },
        sequence(set(half, add(get(half), get(half))), set(target, add(get(target), i32(16)))),
      ),
      set(to, get(target)),
      countUp(
        half,
        { from: shiftRight(get(bytes), i32(1)), to: i32(8), step: 0 },
        sequence(
          set(sum, vectorZero),
          set(high, add(get(values), get(half))),
          set(end, get(high)),
          countUp(
            low,
            { from: get(values), to: get(end), step: 16 },
            sequence(
              set(x0, vectorLoad(get(low))),
              set(x1, vectorLoad(get(high))),
              set(sum, v.add(get(sum), v.subtract(get(x0), get(x1)))),
              vectorStore(get(low), v.add(get(x0), get(x1))),
              set(high, add(get(high), i32(16))),
            ),
          ),
          set(to, subtract(get(to), i32(16))),
          vectorStore(get(to), get(sum)),
          set(half, shiftRight(get(half), i32(1))),
        ),
      ),
    );
}
