import type { Code } from '../wasm/encode.ts';
import {
  add,
  countUp,
  double,
  doubleLoad,
  doubleStore,
  get,
  i32,
  load,
  secondDoubleLoad,
  sequence,
  set,
  shiftLeft,
  shuffle,
  subtract,
  vectorLoad,
  vectorStore,
  xor,
  type Local,
} from '../wasm/instructions.ts';
import { defineFunction, type Scope, type WasmFunction } from '../wasm/module.ts';
import type { Vector } from '../wasm/vector.ts';
import { narrow } from './sine-cosine.ts';
import { signs } from './wide.ts';

const PRODUCT = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;

/**
 * `product(low, lowList, lowListEnd, high, highList, highListEnd, target)`: the products of two expansions, the first
 * of which is used up, as a table of pairs (cosine, sine).
 */
export function productFunction(name: string, v: Vector): WasmFunction {
  return productOf(name, v, false);
}

/** The same, each entry times that of another table, whose address is the last argument. */
export function productTimesFunction(name: string, v: Vector): WasmFunction {
  return productOf(name, v, true);
}

function productOf(name: string, v: Vector, multiplied: boolean): WasmFunction {
  return defineFunction(
    name,
    multiplied ? [...PRODUCT, 'i32'] : PRODUCT,
    (scope, low, lowList, lowListEnd, high, highList, highListEnd, target, other = -1) => {
      const [cursor, entry, offset] = [scope.i32(), scope.i32(), scope.i32()];
      const [x, cosine, sine, y] = scope.vectors(4) as [number, number, number, number];
      const perVector = v.lanes / 2;
      const offsets = Array.from({ length: perVector }, () => scope.i32());
      const byPart = (value: Code, part: 0 | 1): Code => {
        const bytes = Array.from(
          { length: 16 },
          (_, i) => i - (i % (2 * v.bytes)) + part * v.bytes + (i % v.bytes),
        );
        return shuffle(value, value, bytes);
      };
      const firstPair = (value: Code, part: 0 | 1): Code => {
        const narrowed = v.precision === 'f32' ? double.demote(value) : value;
        const bytes = Array.from({ length: 16 }, (_, i) => part * v.bytes + (i % v.bytes));
        return shuffle(narrowed, narrowed, bytes);
      };
      const times = (value: Local, c: Code, signedSine: Code): Code =>
        v.add(
          v.multiply(get(value), c),
          v.multiply(shuffle(get(value), get(value), swapBytes(v)), signedSine),
        );
      const at = (base: Local, i: number): Code => add(get(base), get(offsets[i]!));
      const fetched =
        perVector === 1
          ? vectorLoad(at(other, 0))
          : secondDoubleLoad(at(other, 1), doubleLoad(at(other, 0)));
      return sequence(
        perVector === 1 ? [] : packed(scope, low, lowList, lowListEnd),
        countUp(
          highList,
          { from: get(highList), to: get(highListEnd), step: 4 },
          sequence(
            set(offset, load(get(highList))),
            set(x, vectorLoad(get(high))),
            set(high, add(get(high), i32(16))),
            set(cosine, firstPair(get(x), 0)),
            set(sine, v.multiply(firstPair(get(x), 1), signs(v.lanes))),
            set(entry, get(low)),
            countUp(
              cursor,
              { from: get(lowList), to: get(lowListEnd), step: 4 * perVector },
              sequence(
                ...offsets.map((one, i) => set(one, xor(get(offset), load(get(cursor), 4 * i)))),
                set(x, vectorLoad(get(entry))),
                set(entry, add(get(entry), i32(16))),
                set(x, times(x, get(cosine), get(sine))),
                multiplied
                  ? sequence(
                      set(y, fetched),
                      set(
                        x,
                        times(x, byPart(get(y), 0), v.multiply(byPart(get(y), 1), signs(v.lanes))),
                      ),
                    )
                  : [],
                perVector === 1
                  ? vectorStore(at(target, 0), get(x))
                  : [doubleStore(at(target, 0), get(x), 0), doubleStore(at(target, 1), get(x), 1)],
              ),
            ),
          ),
        ),
      );
    },
  );
}

/** Complex float64 to complex float32, in place; the list has four bytes for each. */
function packed(scope: Scope, values: Local, list: Local, listEnd: Local): Code {
  const [from, to, end] = [scope.i32(), scope.i32(), scope.i32()];
  return sequence(
    set(to, get(values)),
    set(end, add(get(values), shiftLeft(subtract(get(listEnd), get(list)), i32(2)))),
    countUp(
      from,
      { from: get(values), to: get(end), step: 32 },
      sequence(
        vectorStore(get(to), narrow(vectorLoad(get(from)), vectorLoad(get(from), 16))),
        set(to, add(get(to), i32(16))),
      ),
    ),
  );
}

/** Real and imaginary parts change places. */
function swapBytes({ bytes }: Vector): number[] {
  return Array.from({ length: 16 }, (_, i) => i ^ bytes);
}
