import type { Code } from '../wasm/encode.ts';
import {
  add,
  countUp,
  double,
  doubleLoad,
  doubleOf,
  doubleSplatLoad,
  doubleStore,
  f64Add,
  f64Store,
  fillMemory,
  get,
  i32,
  load,
  type Local,
  secondDoubleLoad,
  sequence,
  set,
  vectorLoad,
  vectorStore,
  vectorZero,
} from '../wasm/instructions.ts';
import { defineFunction, type Scope, type WasmFunction } from '../wasm/module.ts';
import type { Vector } from '../wasm/vector.ts';
import { form } from './forms.ts';
import { inRange, sineCosine } from './sine-cosine.ts';
import { sineCosineSingle } from './sine-cosine-single.ts';
import { halvesOf, joined, wide } from './wide.ts';

/*
 * Between rows, one a sample (float64, as the outside has them), and the lanes of tiles. All walk the tiles, whose lane
 * blocks are `laneBytes` apart, and take for a tile as many rows as it has lanes.
 */

const LISTED = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;

/**
 * `angles(list, listEnd, bases, rows, rowBytes, target, tiles, laneBytes)`: each form over the samples' rows, plus its
 * float64 of `bases` in place of its constant; vectors of the cosines and of the sines.
 */
export function anglesFunction(name: string, v: Vector): WasmFunction {
  return fromRows(name, v, (scope) => {
    const [cosine, sine] = [scope.v128(), scope.v128()];
    const evaluate = v.precision === 'f32' ? sineCosineSingle(scope) : ofOne(sineCosine(scope));
    return {
      bytes: 32,
      store: (target, halves) =>
        sequence(
          ...halves.map(inRange),
          evaluate(halves, { cosine, sine }),
          vectorStore(get(target), get(cosine)),
          vectorStore(get(target), get(sine), 16),
        ),
    };
  });
}

function ofOne(evaluate: ReturnType<typeof sineCosine>): ReturnType<typeof sineCosineSingle> {
  return (halves, result) => evaluate(halves[0]!, result);
}

/** `vectors(…)`: the same, and the values themselves. */
export function vectorsFunction(name: string, v: Vector): WasmFunction {
  return fromRows(name, v, () => ({
    bytes: 16,
    store: (target, halves) => vectorStore(get(target), joined(v, halves)),
  }));
}

interface Finish {
  /** Of what is stored for a form. */
  readonly bytes: number;
  readonly store: (target: Local, halves: readonly Local[]) => Code;
}

function fromRows(name: string, v: Vector, finishIn: (scope: Scope) => Finish): WasmFunction {
  return defineFunction(
    name,
    LISTED,
    (scope, list, end, bases, rows, rowBytes, target, tiles, laneBytes) => {
      const [tile, cursor, stop, base] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
      const [to, offset, coefficient] = [scope.i32(), scope.i32(), scope.v128()];
      const samples = Array.from({ length: v.lanes }, () => scope.i32());
      const halves = halvesOf(v, () => scope.v128());
      const finish = finishIn(scope);
      const at = (sample: number): Code => add(get(samples[sample]!), get(offset));
      return countUp(
        tile,
        { from: i32(0), to: get(tiles), step: 1 },
        sequence(
          ...eachRow(samples, rows, rowBytes),
          set(base, get(bases)),
          set(to, get(target)),
          countUp(
            cursor,
            { from: get(list), to: get(end), step: 0 },
            sequence(
              ...halves.map((x) => set(x, doubleSplatLoad(get(base)))),
              set(stop, add(get(cursor), load(get(cursor), form.bytes))),
              set(cursor, add(get(cursor), i32(form.head))),
              countUp(
                cursor,
                { from: get(cursor), to: get(stop), step: form.term },
                sequence(
                  set(coefficient, doubleSplatLoad(get(cursor))),
                  set(offset, load(get(cursor), form.offset)),
                  ...halves.map((x, i) => {
                    const pair = secondDoubleLoad(at(2 * i + 1), doubleLoad(at(2 * i)));
                    return set(x, double.add(get(x), double.multiply(get(coefficient), pair)));
                  }),
                ),
              ),
              finish.store(to, halves),
              set(to, add(get(to), i32(finish.bytes))),
              set(base, add(get(base), i32(8))),
            ),
          ),
          set(target, add(get(target), get(laneBytes))),
        ),
      );
    },
  );
}

/**
 * `rows(list, listEnd, values, rows, rowBytes, tiles, laneBytes)`: each form over the vectors of a tile's lane block,
 * which offsets count from `values`, into the next number of the samples' rows.
 */
export function rowsFunction(name: string, v: Vector): WasmFunction {
  return defineFunction(
    name,
    LISTED.slice(1),
    (scope, list, end, values, rows, rowBytes, tiles, laneBytes) => {
      const [tile, cursor, stop] = [scope.i32(), scope.i32(), scope.i32()];
      const [coefficient, x] = [scope.v128(), scope.v128()];
      const samples = Array.from({ length: v.lanes }, () => scope.i32());
      const halves = halvesOf(v, () => scope.v128());
      return countUp(
        tile,
        { from: i32(0), to: get(tiles), step: 1 },
        sequence(
          ...eachRow(samples, rows, rowBytes),
          countUp(
            cursor,
            { from: get(list), to: get(end), step: 0 },
            sequence(
              ...halves.map((sum) => set(sum, doubleSplatLoad(get(cursor)))),
              set(stop, add(get(cursor), load(get(cursor), form.bytes))),
              set(cursor, add(get(cursor), i32(form.head))),
              countUp(
                cursor,
                { from: get(cursor), to: get(stop), step: form.term },
                sequence(
                  set(coefficient, doubleSplatLoad(get(cursor))),
                  set(x, vectorLoad(add(get(values), load(get(cursor), form.offset)))),
                  ...halves.map((sum, i) =>
                    set(
                      sum,
                      double.add(get(sum), double.multiply(get(coefficient), wide(v, x)[i]!)),
                    ),
                  ),
                ),
              ),
              ...samples.flatMap((sample, i) => [
                doubleStore(get(sample), get(halves[i >> 1]!), (i & 1) as 0 | 1),
                set(sample, add(get(sample), i32(8))),
              ]),
            ),
          ),
          set(values, add(get(values), get(laneBytes))),
        ),
      );
    },
  );
}

/** `lanes(source, sourceEnd, target, tiles, laneBytes)`: the sum of each vector over its lanes and all tiles, in float64. */
export function lanesFunction(name: string, v: Vector): WasmFunction {
  return defineFunction(name, LISTED.slice(3), (scope, source, end, target, tiles, laneBytes) => {
    const [tile, at, x] = [scope.i32(), scope.i32(), scope.v128()];
    const halves = halvesOf(v, () => scope.v128());
    const total = halves.map((half) => get(half)).reduce(double.add);
    return countUp(
      source,
      { from: get(source), to: get(end), step: 16 },
      sequence(
        set(at, get(source)),
        ...halves.map((sum) => set(sum, vectorZero)),
        countUp(
          tile,
          { from: i32(0), to: get(tiles), step: 1 },
          sequence(
            set(x, vectorLoad(get(at))),
            ...halves.map((sum, i) => set(sum, double.add(get(sum), wide(v, x)[i]!))),
            set(at, add(get(at), get(laneBytes))),
          ),
        ),
        set(halves[0]!, total),
        f64Store(get(target), f64Add(doubleOf(get(halves[0]!), 0), doubleOf(get(halves[0]!), 1))),
        set(target, add(get(target), i32(8))),
      ),
    );
  });
}

/** `clear(target, bytes, tiles, laneBytes)`: zeros in every tile. */
export function clearFunction(name: string): WasmFunction {
  return defineFunction(name, LISTED.slice(4), (scope, target, bytes, tiles, laneBytes) => {
    const tile = scope.i32();
    return countUp(
      tile,
      { from: i32(0), to: get(tiles), step: 1 },
      sequence(
        fillMemory(get(target), i32(0), get(bytes)),
        set(target, add(get(target), get(laneBytes))),
      ),
    );
  });
}

/** Where the tile's rows begin; `rows` moves on to those of the next tile. */
function eachRow(samples: readonly Local[], rows: Local, rowBytes: Local): Code[] {
  return samples.flatMap((sample) => [
    set(sample, get(rows)),
    set(rows, add(get(rows), get(rowBytes))),
  ]);
}
