import type { Code } from '../../wasm/encode.ts';
import {
  add,
  and,
  get,
  i32,
  type Local,
  multiply,
  populationCount,
  sequence,
  set,
  vectorLoad,
  vectorStore,
  vectorZero,
  xor,
} from '../../wasm/instructions.ts';
import type { Scope } from '../../wasm/module.ts';
import type { Vector } from '../../wasm/vector.ts';
import { differenceOfProducts, sumOfProducts } from '../../kernels/arithmetic.ts';
import { type Kernel, kernel } from '../../kernels/kernel.ts';
import { word } from '../../kernels/record.ts';
import { accumulate, accumulateLanes, flipLanes, move } from './lanes.ts';
import { firstRow, overRows } from './phases.ts';
import { field, GROUP, IMAGINARY } from './record.ts';

/** Which sums a readout of probabilities needs: over rows for each column, over the columns of a row, or signed ones. */
export interface FoldShape {
  readonly columns: boolean;
  readonly rows: 'none' | 'plain' | 'signed';
}

/**
 * Adds probabilities: those of each column to a float64 number of its own at `columnSums`; of each row to one vector
 * of its own at `rowSums`, for `signed` times the signs of the columns at `columns`.
 */
export function foldRows({ columns, rows }: FoldShape): Kernel {
  const name = `single fold ${columns ? 'columns' : 'no columns'} rows ${rows}`;
  return kernel(name, (v, scope, record, chunk, number) => {
    const [re, im, p, total] = [scope.v128(), scope.v128(), scope.v128(), scope.v128()];
    const [column, sign, rowAt] = [scope.i32(), scope.i32(), scope.i32()];
    return sequence(
      set(rowAt, firstRow(record, number, field.rowSums, i32(16))),
      overRows(scope, record, chunk, {
        row: sequence(
          set(column, word(record, field.columnSums)),
          set(sign, word(record, field.columns)),
          set(total, vectorZero),
        ),
        visit: (at) =>
          sequence(
            set(re, vectorLoad(get(at))),
            set(im, vectorLoad(get(at), IMAGINARY)),
            set(p, sumOfProducts(v, re, re, im, im)),
            columns ? [accumulateLanes(v, column, p), move(column, i32(8 * v.lanes))] : [],
            rows === 'none'
              ? []
              : set(
                  total,
                  v.add(
                    get(total),
                    rows === 'plain' ? get(p) : v.multiply(get(p), vectorLoad(get(sign))),
                  ),
                ),
            rows === 'signed' ? move(sign, i32(16)) : [],
          ),
        close:
          rows === 'none'
            ? []
            : sequence(
                vectorStore(get(rowAt), v.add(vectorLoad(get(rowAt)), get(total))),
                move(rowAt, i32(16)),
              ),
      }),
    );
  });
}

/**
 * Adds the state, times real weights, to its adjoint. The weight is the sum of that of the column, a vector at
 * `columnSums`, and of the row, a number at `rowSums`, for `signed` times the signs of the columns at `columns`.
 */
export function seedRows({ columns, rows }: FoldShape): Kernel {
  const name = `single seed ${columns ? 'columns' : 'no columns'} rows ${rows}`;
  return kernel(name, (v, scope, record, chunk, number) => {
    const [weight, ofRow] = [scope.v128(), scope.v128()];
    const [column, sign, rowAt, there] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const distance = scope.i32();
    const signed = v.multiply(get(ofRow), vectorLoad(get(sign)));
    const row = rows === 'signed' ? signed : get(ofRow);
    const parts = [
      ...(columns ? [vectorLoad(get(column))] : []),
      ...(rows === 'none' ? [] : [row]),
    ];
    return sequence(
      set(distance, word(record, field.distance)),
      set(rowAt, firstRow(record, number, field.rowSums, i32(v.bytes))),
      overRows(scope, record, chunk, {
        row: sequence(
          set(column, word(record, field.columnSums)),
          set(sign, word(record, field.columns)),
          rows === 'none' ? [] : set(ofRow, v.splatLoad(get(rowAt))),
          move(rowAt, i32(v.bytes)),
        ),
        visit: (at) =>
          sequence(
            set(
              weight,
              parts.reduce((a, b) => v.add(a, b)),
            ),
            set(there, add(get(at), get(distance))),
            ...[0, IMAGINARY].map((part) =>
              vectorStore(
                get(there),
                v.add(
                  vectorLoad(get(there), part),
                  v.multiply(get(weight), vectorLoad(get(at), part)),
                ),
                part,
              ),
            ),
            move(column, i32(16)),
            move(sign, i32(16)),
          ),
        close: [],
      }),
    );
  });
}

/**
 * Of a Pauli string that is not diagonal: adds `sum_k sign_k Re(conj(a_k) a_(k ^ flip))`, or Im, over all k, twice that
 * over pairs, to the two float64 numbers at `columnSums`. The sign is that of the column, at `columns`, times that of
 * the row's parity with the mask `rowStep`; `rows` are the numbers 1 and -1.
 */
export function pauliSum(part: 'real' | 'imaginary', flip: number): Kernel {
  return kernel(`single pauli ${part} ${flip}`, (v, scope, record, chunk, number) => {
    const pairs = openPairs(v, scope, record, number, flip);
    const [total, sum, pointer] = [scope.v128(), scope.v128(), scope.i32()];
    const { re, im, re1, im1 } = pairs;
    const term =
      part === 'real'
        ? sumOfProducts(v, re, re1, im, im1)
        : differenceOfProducts(v, re, im1, im, re1);
    return sequence(
      pairs.prologue,
      set(total, vectorZero),
      overRows(scope, record, chunk, {
        row: sequence(pairs.row, set(sum, vectorZero)),
        visit: (at) =>
          sequence(
            pairs.load(at),
            set(sum, v.add(get(sum), v.multiply(term, vectorLoad(get(pairs.sign))))),
            pairs.next,
          ),
        close: set(total, v.add(get(total), v.multiply(get(sum), get(pairs.ofRow)))),
      }),
      set(pointer, word(record, field.columnSums)),
      accumulate(v, pointer, total),
    );
  });
}

/** Adds a Pauli string, applied to the state, to the adjoint; `rows` are half its weight, plus and minus. */
export function pauliSeedRows(part: 'real' | 'imaginary', flip: number): Kernel {
  return kernel(`single pauli seed ${part} ${flip}`, (v, scope, record, chunk, number) => {
    const pairs = openPairs(v, scope, record, number, flip);
    const [there, distance, weight] = [scope.i32(), scope.i32(), scope.v128()];
    const { re1, im1 } = pairs;
    const add_ = (offset: number, combine: Vector['add'], value: Local): Code =>
      vectorStore(
        get(there),
        combine(vectorLoad(get(there), offset), v.multiply(get(weight), get(value))),
        offset,
      );
    return sequence(
      pairs.prologue,
      set(distance, word(record, field.distance)),
      overRows(scope, record, chunk, {
        row: pairs.row,
        visit: (at) =>
          sequence(
            pairs.load(at),
            set(weight, v.multiply(get(pairs.ofRow), vectorLoad(get(pairs.sign)))),
            set(there, add(get(at), get(distance))),
            ...(part === 'real'
              ? [add_(0, v.add, re1), add_(IMAGINARY, v.add, im1)]
              : [add_(0, v.add, im1), add_(IMAGINARY, v.subtract, re1)]),
            pairs.next,
          ),
        close: [],
      }),
    );
  });
}

function openPairs(
  v: Vector,
  scope: Scope,
  record: Local,
  number: Local,
  flip: number,
): {
  readonly re: Local;
  readonly im: Local;
  /** The partner's, lane by lane. */
  readonly re1: Local;
  readonly im1: Local;
  readonly sign: Local;
  readonly ofRow: Local;
  readonly prologue: Code;
  readonly row: Code;
  load(at: Local): Code;
  readonly next: Code;
} {
  const [re, im, re1, im1] = scope.vectors(4) as [Local, Local, Local, Local];
  const [sign, other, jump, row, ofRow] = [
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.v128(),
  ];
  const odd = and(populationCount(and(get(row), word(record, field.rowStep))), i32(1));
  return {
    re,
    im,
    re1,
    im1,
    sign,
    ofRow,
    prologue: sequence(
      set(jump, word(record, field.flips)),
      set(row, multiply(get(number), word(record, field.rowCount))),
    ),
    row: sequence(
      set(sign, word(record, field.columns)),
      set(ofRow, v.splatLoad(add(word(record, field.rows), multiply(odd, i32(v.bytes))))),
      move(row, i32(1)),
    ),
    load: (at) =>
      sequence(
        set(other, xor(get(at), get(jump))),
        set(re, vectorLoad(get(at))),
        set(im, vectorLoad(get(at), IMAGINARY)),
        set(re1, vectorLoad(get(other))),
        set(re1, flipLanes(v, re1, flip)),
        set(im1, vectorLoad(get(other), IMAGINARY)),
        set(im1, flipLanes(v, im1, flip)),
      ),
    next: move(sign, i32(GROUP / 2)),
  };
}
