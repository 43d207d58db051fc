import type { Code } from '../wasm/encode.ts';
import {
  add,
  countDown,
  countUp,
  get,
  i32,
  load,
  type Local,
  and,
  sequence,
  set,
  shiftLeft,
  subtract,
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
    const [digit, half, low, high] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const [scratch, pair, target] = [scope.i32(), scope.i32(), scope.i32()];
    const [x0, x1, even, odd] = scope.vectors(4) as [number, number, number, number];
    const halve = (sum: Local, offset: number): Code =>
      sequence(
        set(x0, vectorLoad(get(low), offset)),
        set(x1, vectorLoad(get(high), offset)),
        set(sum, v.add(get(sum), v.subtract(get(x0), get(x1)))),
        vectorStore(get(low), v.add(get(x0), get(x1)), offset),
      );
    const finish = (sum: Code): Code => [
      set(target, add(load(get(pair)), and(get(lane), load(get(pair), 4)))),
      vectorStore(
        get(target),
        mode === 'set'
          ? sum
          : v.add(vectorLoad(get(target)), v.multiply(vectorLoad(word(record, field.factor)), sum)),
      ),
    ];
    return sequence(
      set(scratch, word(record, field.scratch)),
      countDown(
        digit,
        subtract(word(record, field.count), i32(1)),
        1,
        sequence(
          set(half, shiftLeft(i32(32), get(digit))),
          // Two sums by turns, since one alone waits for each addition.
          set(even, vectorZero),
          set(odd, vectorZero),
          set(high, add(get(scratch), get(half))),
          set(half, get(high)),
          countUp(
            low,
            { from: get(scratch), to: get(half), step: 32 },
            sequence(halve(even, 0), halve(odd, 16), set(high, add(get(high), i32(32)))),
          ),
          set(pair, add(word(record, field.list), shiftLeft(get(digit), i32(3)))),
          set(pair, add(get(pair), i32(8))),
          finish(v.add(get(even), get(odd))),
        ),
      ),
      set(low, get(scratch)),
      set(high, add(get(scratch), i32(16))),
      set(even, vectorZero),
      halve(even, 0),
      set(pair, word(record, field.list)),
      finish(get(even)),
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
 * @param begin `angle`: with a further factor `exp(-i a / 2)` of the angle at `values`
 */
export function phaseProduct(begin: 'one' | 'angle'): Kernel {
  return kernel(`phase product ${begin}`, (v, scope, record, _states, lane) => {
    const [pair, pairEnd, angle] = [scope.i32(), scope.i32(), scope.i32()];
    const [scratch, low, high, end] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const [cosine, sine, re, im] = [scope.v128(), scope.v128(), scope.v128(), scope.v128()];
    const [rc, rs, ic, is] = [scope.v128(), scope.v128(), scope.v128(), scope.v128()];
    const first =
      begin === 'one'
        ? [
            vectorStore(get(scratch), v.constant(1)),
            vectorStore(get(scratch), vectorZero, IMAGINARY),
          ]
        : [
            set(angle, address(record, field.values, lane)),
            vectorStore(get(scratch), vectorLoad(get(angle))),
            vectorStore(
              get(scratch),
              v.subtract(vectorZero, vectorLoad(get(angle), 16)),
              IMAGINARY,
            ),
          ];
    return sequence(
      set(scratch, word(record, field.scratch)),
      ...first,
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
}

/**
 * One more parity, whose phase depends on the others: `size` bytes of phases at `scratch` become twice as many, times
 * those at `table` and, in the second half, times their conjugates.
 */
export const doublePhases = kernel('double phases', (v, scope, record) => {
  const [low, high, end, factor] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
  const [re, im, x, y] = [scope.v128(), scope.v128(), scope.v128(), scope.v128()];
  const [rx, ry, ix, iy] = [scope.v128(), scope.v128(), scope.v128(), scope.v128()];
  return sequence(
    set(low, word(record, field.scratch)),
    set(high, add(get(low), word(record, field.size))),
    set(end, get(high)),
    set(factor, word(record, field.table)),
    countUp(
      low,
      { from: get(low), to: get(end), step: AMPLITUDE },
      sequence(
        set(re, vectorLoad(get(low))),
        set(im, vectorLoad(get(low), IMAGINARY)),
        set(x, vectorLoad(get(factor))),
        set(y, vectorLoad(get(factor), IMAGINARY)),
        set(rx, v.multiply(get(re), get(x))),
        set(ry, v.multiply(get(re), get(y))),
        set(ix, v.multiply(get(im), get(x))),
        set(iy, v.multiply(get(im), get(y))),
        vectorStore(get(low), v.subtract(get(rx), get(iy))),
        vectorStore(get(low), v.add(get(ry), get(ix)), IMAGINARY),
        vectorStore(get(high), v.add(get(rx), get(iy))),
        vectorStore(get(high), v.subtract(get(ix), get(ry)), IMAGINARY),
        set(high, add(get(high), i32(AMPLITUDE))),
        set(factor, add(get(factor), i32(AMPLITUDE))),
      ),
    ),
  );
});

/**
 * Adds chosen vectors of those at `scratch`, each times the vector at `factor`. `list` holds for each three words: where
 * it is from there, and a pair (offset, lane mask) of where it goes.
 */
export const addChosen = kernel('add chosen', (v, scope, record, _states, lane) => {
  const [cursor, end, target] = [scope.i32(), scope.i32(), scope.i32()];
  const factor = scope.v128();
  const source = add(word(record, field.scratch), load(get(cursor)));
  return sequence(
    set(end, word(record, field.listEnd)),
    set(factor, vectorLoad(word(record, field.factor))),
    countUp(
      cursor,
      { from: word(record, field.list), to: get(end), step: 12 },
      sequence(
        set(target, add(load(get(cursor), 4), and(get(lane), load(get(cursor), 8)))),
        vectorStore(
          get(target),
          v.add(vectorLoad(get(target)), v.multiply(get(factor), vectorLoad(source))),
        ),
      ),
    ),
  );
});
