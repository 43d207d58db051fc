import {
  add,
  countDown,
  countUp,
  get,
  i32,
  load,
  and,
  sequence,
  set,
  shiftLeft,
  vectorLoad,
  vectorStore,
  vectorZero,
} from '../wasm/instructions.ts';
import { type Kernel, kernel } from './kernel.ts';
import { AMPLITUDE, address, field, IMAGINARY, word } from './record.ts';

/**
 * From sums over all combinations of `count` parities (2^count vectors at `scratch`, destroyed) to the sums signed
 * by each parity: `sum_y (-1)^(y_t) x_y`, by halving. `list` holds, per parity, a pair (offset, lane mask) of where
 * the sum goes; what is added is multiplied by the vector at `factor`.
 */
export function signedSums(mode: 'set' | 'add'): Kernel {
  return kernel(`signed sums ${mode}`, (v, scope, record, _states, lane) => {
    const [parity, half, low, high] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const [scratch, pair, target] = [scope.i32(), scope.i32(), scope.i32()];
    const [x0, x1, sum] = [scope.v128(), scope.v128(), scope.v128()];
    return sequence(
      set(scratch, word(record, field.scratch)),
      countDown(
        parity,
        word(record, field.count),
        1,
        sequence(
          set(half, shiftLeft(i32(16), get(parity))),
          set(sum, vectorZero),
          set(high, add(get(scratch), get(half))),
          set(half, get(high)),
          countUp(
            low,
            { from: get(scratch), to: get(half), step: 16 },
            sequence(
              set(x0, vectorLoad(get(low))),
              set(x1, vectorLoad(get(high))),
              set(sum, v.add(get(sum), v.subtract(get(x0), get(x1)))),
              vectorStore(get(low), v.add(get(x0), get(x1))),
              set(high, add(get(high), i32(16))),
            ),
          ),
          set(pair, add(word(record, field.list), shiftLeft(get(parity), i32(3)))),
          set(target, add(load(get(pair)), and(get(lane), load(get(pair), 4)))),
          vectorStore(
            get(target),
            mode === 'set'
              ? get(sum)
              : v.add(
                  vectorLoad(get(target)),
                  v.multiply(vectorLoad(word(record, field.factor)), get(sum)),
                ),
          ),
        ),
      ),
    );
  });
}

/**
 * The reverse: the weight of each combination, `sum_t w_t (-1)^(y_t)`, by doubling. The weights are `count` vectors
 * at `values`, the result 2^count vectors at `scratch`.
 */
export const spreadWeights = kernel('spread weights', (v, scope, record, _states, lane) => {
  const [values, valuesEnd, scratch] = [scope.i32(), scope.i32(), scope.i32()];
  const [low, high, end, cursor] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
  const [weight, sum] = [scope.v128(), scope.v128()];
  return sequence(
    set(values, address(record, field.values, lane)),
    set(valuesEnd, add(get(values), shiftLeft(word(record, field.count), i32(4)))),
    set(scratch, word(record, field.scratch)),
    set(sum, vectorZero),
    countUp(
      cursor,
      { from: get(values), to: get(valuesEnd), step: 16 },
      set(sum, v.add(get(sum), vectorLoad(get(cursor)))),
    ),
    vectorStore(get(scratch), get(sum)),
    set(high, add(get(scratch), i32(16))),
    countUp(
      cursor,
      { from: get(values), to: get(valuesEnd), step: 16 },
      sequence(
        set(weight, vectorLoad(get(cursor))),
        set(weight, v.add(get(weight), get(weight))),
        set(end, get(high)),
        countUp(
          low,
          { from: get(scratch), to: get(end), step: 16 },
          sequence(
            vectorStore(get(high), v.subtract(vectorLoad(get(low)), get(weight))),
            set(high, add(get(high), i32(16))),
          ),
        ),
      ),
    ),
  );
});

/**
 * The phase of each combination, `prod_t exp(-i a_t / 2 (-1)^(y_t))`, by doubling: 2^count complex vector pairs at
 * `scratch`. `list` holds, per parity, a pair (offset, lane mask) of its angle's cosine and sine.
 */
export const phaseProduct = kernel('phase product', (v, scope, record, _states, lane) => {
  const [pair, pairEnd, angle] = [scope.i32(), scope.i32(), scope.i32()];
  const [scratch, low, high, end] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
  const [cosine, sine, re, im] = [scope.v128(), scope.v128(), scope.v128(), scope.v128()];
  const [rc, rs, ic, is] = [scope.v128(), scope.v128(), scope.v128(), scope.v128()];
  return sequence(
    set(scratch, word(record, field.scratch)),
    vectorStore(get(scratch), v.constant(1)),
    vectorStore(get(scratch), vectorZero, IMAGINARY),
    set(high, add(get(scratch), i32(AMPLITUDE))),
    set(pairEnd, word(record, field.listEnd)),
    countUp(
      pair,
      { from: word(record, field.list), to: get(pairEnd), step: 8 },
      sequence(
        set(angle, add(load(get(pair)), and(get(lane), load(get(pair), 4)))),
        set(cosine, vectorLoad(get(angle))),
        set(sine, vectorLoad(get(angle), 16)),
        set(end, get(high)),
        countUp(
          low,
          { from: get(scratch), to: get(end), step: AMPLITUDE },
          sequence(
            set(re, vectorLoad(get(low))),
            set(im, vectorLoad(get(low), IMAGINARY)),
            set(rc, v.multiply(get(re), get(cosine))),
            set(rs, v.multiply(get(re), get(sine))),
            set(ic, v.multiply(get(im), get(cosine))),
            set(is, v.multiply(get(im), get(sine))),
            vectorStore(get(low), v.add(get(rc), get(is))),
            vectorStore(get(low), v.subtract(get(ic), get(rs)), IMAGINARY),
            vectorStore(get(high), v.subtract(get(rc), get(is))),
            vectorStore(get(high), v.add(get(ic), get(rs)), IMAGINARY),
            set(high, add(get(high), i32(AMPLITUDE))),
          ),
        ),
      ),
    ),
  );
});
