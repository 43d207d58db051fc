import type { Code } from '../../simulate/wasm/encode.ts';
import {
  add,
  countUp,
  double,
  doubleOf,
  f64,
  f64Add,
  f64Load,
  f64Multiply,
  f64NotEqual,
  f64Store,
  get,
  i32,
  type Local,
  sequence,
  set,
  splat,
  vectorLoad,
  vectorStore,
  vectorZero,
  when,
} from '../../simulate/wasm/instructions.ts';
import { defineFunction, encodeModule, type WasmFunction } from '../../simulate/wasm/module.ts';

/** Addresses in bytes; matrices and rows of vectors lie dense, in float64. */
export interface LinearCode {
  forward(matrix: number, vectors: number, results: number, count: number): void;
  /** Adds to the gradients of the matrix and of the vectors. */
  backward(
    matrix: number,
    vectors: number,
    upstream: number,
    matrixGradient: number,
    vectorGradients: number,
    count: number,
  ): void;
}

export interface LinearShape {
  readonly rows: number;
  readonly inner: number;
  /** Which gradients are wanted. */
  readonly matrix: boolean;
  readonly vectors: boolean;
}

/** The bytes of a module with both functions, for one shape; sums have the order of those in `matmul`. */
export function linearModule(shape: LinearShape): Uint8Array<ArrayBuffer> {
  return encodeModule({ functions: [forward(shape), backward(shape)] });
}

function forward({ rows, inner }: LinearShape): WasmFunction {
  return defineFunction(
    'forward',
    ['i32', 'i32', 'i32', 'i32'],
    (scope, matrix, vectors, results, count) => {
      const [sample, row, at, x, stop] = [
        scope.i32(),
        scope.i32(),
        scope.i32(),
        scope.i32(),
        scope.i32(),
      ];
      const [first, second, sum] = [scope.v128(), scope.v128(), scope.f64()];
      const products = (offset: number): Code =>
        double.multiply(vectorLoad(get(at), offset), vectorLoad(get(x), offset));
      const rest = inner % 4;
      return countUp(
        sample,
        { from: i32(0), to: get(count), step: 1 },
        sequence(
          set(at, get(matrix)),
          set(stop, add(get(vectors), i32(8 * (inner - rest)))),
          countUp(
            row,
            { from: i32(0), to: i32(rows), step: 1 },
            sequence(
              set(first, vectorZero),
              set(second, vectorZero),
              countUp(
                x,
                { from: get(vectors), to: get(stop), step: 32 },
                sequence(
                  set(first, double.add(get(first), products(0))),
                  set(second, double.add(get(second), products(16))),
                  move(at, 32),
                ),
              ),
              set(sum, doubleOf(get(first), 0)),
              ...Array.from({ length: rest }, (_, i) =>
                set(
                  sum,
                  f64Add(get(sum), f64Multiply(f64Load(get(at), 8 * i), f64Load(get(x), 8 * i))),
                ),
              ),
              move(at, 8 * rest),
              f64Store(
                get(results),
                f64Add(
                  f64Add(get(sum), doubleOf(get(first), 1)),
                  f64Add(doubleOf(get(second), 0), doubleOf(get(second), 1)),
                ),
              ),
              move(results, 8),
            ),
          ),
          move(vectors, 8 * inner),
        ),
      );
    },
  );
}

function backward({
  rows,
  inner,
  matrix: ofMatrix,
  vectors: ofVectors,
}: LinearShape): WasmFunction {
  return defineFunction(
    'backward',
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    (scope, matrix, vectors, upstream, matrixGradient, vectorGradients, count) => {
      const [sample, row, end] = [scope.i32(), scope.i32(), scope.i32()];
      const [a, b, aGradient, bGradient] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
      const [gradient, factor] = [scope.f64(), scope.v128()];
      const [aRow, aGradientRow] = [scope.i32(), scope.i32()];
      const pair = (into: Local, from: Local): Code =>
        vectorStore(
          get(into),
          double.add(vectorLoad(get(into)), double.multiply(get(factor), vectorLoad(get(from)))),
        );
      const one = (into: Local, from: Local): Code =>
        f64Store(
          get(into),
          f64Add(f64Load(get(into)), f64Multiply(get(gradient), f64Load(get(from)))),
        );
      const each = (update: (into: Local, from: Local) => Code): Code[] => [
        ofMatrix ? update(aGradient, b) : [],
        ofVectors ? update(bGradient, a) : [],
      ];
      return countUp(
        sample,
        { from: i32(0), to: get(count), step: 1 },
        sequence(
          set(aRow, get(matrix)),
          set(aGradientRow, get(matrixGradient)),
          countUp(
            row,
            { from: i32(0), to: i32(rows), step: 1 },
            sequence(
              set(gradient, f64Load(get(upstream))),
              when(
                f64NotEqual(get(gradient), f64(0)),
                sequence(
                  set(factor, splat(get(gradient))),
                  set(a, get(aRow)),
                  set(aGradient, get(aGradientRow)),
                  set(bGradient, get(vectorGradients)),
                  set(end, add(get(vectors), i32(16 * Math.floor(inner / 2)))),
                  countUp(
                    b,
                    { from: get(vectors), to: get(end), step: 16 },
                    sequence(...each(pair), move(a, 16), move(aGradient, 16), move(bGradient, 16)),
                  ),
                  ...(inner % 2 === 1 ? each(one) : []),
                ),
              ),
              move(upstream, 8),
              move(aRow, 8 * inner),
              move(aGradientRow, 8 * inner),
            ),
          ),
          move(vectors, 8 * inner),
          move(vectorGradients, 8 * inner),
        ),
      );
    },
  );
}

function move(pointer: Local, by: number): Code {
  return set(pointer, add(get(pointer), i32(by)));
}
