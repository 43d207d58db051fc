import type { Code } from '../../wasm/encode.ts';
import {
  add,
  and,
  countDown,
  countUp,
  fillMemory,
  get,
  i32,
  load,
  type Local,
  multiply,
  populationCount,
  sequence,
  set,
  shiftLeft,
  shiftRight,
  subtract,
  vectorLoad,
  vectorStore,
  vectorZero,
} from '../../wasm/instructions.ts';
import type { Scope } from '../../wasm/module.ts';
import type { Vector } from '../../wasm/vector.ts';
import { differenceOfProducts, sumOfProducts } from '../../kernels/arithmetic.ts';
import { type Kernel, kernel } from '../../kernels/kernel.ts';
import { word } from '../../kernels/record.ts';
import { accumulate, laneBits, move } from './lanes.ts';
import { field, GROUP, IMAGINARY } from './record.ts';

/*
 * A chunk's entries of a diagonal's table of rows, from a few factors that each have an angle for each chunk. There are
 * three lists of factors, of four words each: the address of the angles' cosines and sines, that of the lanes' signs,
 * a combination of parities, and where the gradients for each chunk go. Those at `list` act on all entries alike, each
 * of those at `moves` tells the two values of one more parity apart, and those at `flips` act by the combination.
 * `signs` has the numbers 1 and -1.
 */

const FACTOR = 16;

/** Writes a chunk's entries to `rows`. */
export const multiplyFactors: Kernel = kernel('single factors', (v, scope, record, _at, number) => {
  const factor = openFactor(v, scope, record, number);
  const [low, high, end, size] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
  const [entry, stop] = [scope.i32(), scope.i32()];
  const [re, im, rc, rs] = scope.vectors(4) as [Local, Local, Local, Local];
  const [ic, is] = [scope.v128(), scope.v128()];
  const turned = (sine: Local): Code =>
    sequence(
      set(rc, differenceOfProducts(v, re, factor.cosine, im, sine)),
      set(im, sumOfProducts(v, re, sine, im, factor.cosine)),
      set(re, get(rc)),
    );
  const fetch = (at: Local): Code =>
    sequence(set(re, vectorLoad(get(at))), set(im, vectorLoad(get(at), IMAGINARY)));
  const put = (at: Local): Code =>
    sequence(vectorStore(get(at), get(re)), vectorStore(get(at), get(im), IMAGINARY));
  return sequence(
    factor.prologue,
    set(re, v.constant(1)),
    set(im, vectorZero),
    factor.each('list', sequence(factor.load, turned(factor.sine))),
    set(low, word(record, field.rows)),
    put(low),
    set(size, i32(GROUP)),
    factor.each(
      'moves',
      sequence(
        factor.load,
        set(low, word(record, field.rows)),
        set(end, add(get(low), get(size))),
        set(high, get(end)),
        countUp(
          low,
          { from: get(low), to: get(end), step: GROUP },
          sequence(
            fetch(low),
            set(rc, v.multiply(get(re), get(factor.cosine))),
            set(rs, v.multiply(get(re), get(factor.sine))),
            set(ic, v.multiply(get(im), get(factor.cosine))),
            set(is, v.multiply(get(im), get(factor.sine))),
            vectorStore(get(low), v.subtract(get(rc), get(is))),
            vectorStore(get(low), v.add(get(ic), get(rs)), IMAGINARY),
            vectorStore(get(high), v.add(get(rc), get(is))),
            vectorStore(get(high), v.subtract(get(ic), get(rs)), IMAGINARY),
            move(high, i32(GROUP)),
          ),
        ),
        set(size, add(get(size), get(size))),
      ),
    ),
    factor.each(
      'flips',
      sequence(
        factor.load,
        set(entry, i32(0)),
        set(low, word(record, field.rows)),
        set(stop, add(get(low), get(size))),
        countUp(
          low,
          { from: get(low), to: get(stop), step: GROUP },
          sequence(
            set(rs, v.multiply(get(factor.sine), factor.signOf(entry))),
            fetch(low),
            turned(rs),
            put(low),
            move(entry, i32(1)),
          ),
        ),
      ),
    ),
  );
});

/** Folds what a chunk adds to the entries, at `rowSums`, into the gradients of the factors; leaves zeros. */
export const foldFactors: Kernel = kernel(
  'single fold factors',
  (v, scope, record, _at, number) => {
    const factor = openFactor(v, scope, record, number);
    const [low, high, end, size] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const [entry, whole] = [scope.i32(), scope.i32()];
    const [total, a, b] = [scope.v128(), scope.v128(), scope.v128()];
    const count = subtract(word(record, field.movesEnd), word(record, field.moves));
    return sequence(
      factor.prologue,
      set(whole, shiftLeft(i32(16), shiftRight(count, i32(Math.log2(FACTOR))))),
      factor.each(
        'flips',
        sequence(
          set(total, vectorZero),
          set(entry, i32(0)),
          set(low, word(record, field.rowSums)),
          set(end, add(get(low), get(whole))),
          countUp(
            low,
            { from: get(low), to: get(end), step: 16 },
            sequence(
              set(total, v.add(get(total), v.multiply(vectorLoad(get(low)), factor.signOf(entry)))),
              move(entry, i32(1)),
            ),
          ),
          factor.add(total),
        ),
      ),
      set(size, get(whole)),
      countDown(
        factor.offset,
        count,
        FACTOR,
        sequence(
          set(factor.cursor, add(word(record, field.moves), get(factor.offset))),
          set(size, shiftRight(get(size), i32(1))),
          set(total, vectorZero),
          set(low, word(record, field.rowSums)),
          set(end, add(get(low), get(size))),
          set(high, get(end)),
          countUp(
            low,
            { from: get(low), to: get(end), step: 16 },
            sequence(
              set(a, vectorLoad(get(low))),
              set(b, vectorLoad(get(high))),
              set(total, v.add(get(total), v.subtract(get(a), get(b)))),
              vectorStore(get(low), v.add(get(a), get(b))),
              move(high, i32(16)),
            ),
          ),
          factor.add(total),
        ),
      ),
      set(total, vectorLoad(word(record, field.rowSums))),
      factor.each('list', factor.add(total)),
      fillMemory(word(record, field.rowSums), i32(0), get(whole)),
    );
  },
);

function openFactor(
  v: Vector,
  scope: Scope,
  record: Local,
  number: Local,
): {
  readonly cosine: Local;
  /** With the signs of the lanes. */
  readonly sine: Local;
  readonly cursor: Local;
  readonly offset: Local;
  readonly prologue: Code;
  readonly load: Code;
  each(which: 'list' | 'moves' | 'flips', body: Code): Code;
  /** 1, or -1 where the entry has odd parity with the factor's combination. */
  signOf(entry: Local): Code;
  /** Adds to the factor's gradient for this chunk. */
  add(total: Local): Code;
} {
  const [cursor, end, offset, chunk, pointer] = [
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
  ];
  const [cosine, sine, signed] = [scope.v128(), scope.v128(), scope.v128()];
  const lanes = laneBits(v);
  const odd = (entry: Local): Code =>
    and(populationCount(and(get(entry), load(get(cursor), 8))), i32(1));
  return {
    cosine,
    sine,
    cursor,
    offset,
    prologue: set(
      chunk,
      add(
        multiply(shiftRight(get(number), i32(lanes)), i32(GROUP)),
        multiply(and(get(number), i32(v.lanes - 1)), i32(v.bytes)),
      ),
    ),
    load: sequence(
      set(pointer, add(load(get(cursor)), get(chunk))),
      set(cosine, v.splatLoad(get(pointer))),
      set(sine, v.multiply(v.splatLoad(get(pointer), 16), vectorLoad(load(get(cursor), 4)))),
    ),
    each: (which, body) =>
      sequence(
        set(end, word(record, which === 'flips' ? field.flips + 1 : field[`${which}End`])),
        countUp(cursor, { from: word(record, field[which]), to: get(end), step: FACTOR }, body),
      ),
    signOf: (entry) =>
      v.splatLoad(add(word(record, field.signs), multiply(odd(entry), i32(v.bytes)))),
    add: (total) =>
      sequence(
        set(signed, v.multiply(get(total), vectorLoad(load(get(cursor), 4)))),
        set(pointer, add(load(get(cursor), 12), shiftLeft(get(number), i32(4)))),
        accumulate(v, pointer, signed),
      ),
  };
}
