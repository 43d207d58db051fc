import type { Code } from '../../wasm/encode.ts';
import {
  add,
  f64Add,
  f64Load,
  f64Multiply,
  f64Store,
  f64Subtract,
  get,
  i32,
  load,
  type Local,
  multiply,
  numberLoad,
  numberStore,
  sequence,
  set,
  xor,
} from '../../wasm/instructions.ts';
import type { Scope } from '../../wasm/module.ts';
import type { Vector } from '../../wasm/vector.ts';
import { type Kernel, kernel } from '../../kernels/kernel.ts';
import { word } from '../../kernels/record.ts';
import { move } from './lanes.ts';
import { overRows } from './phases.ts';
import { field, IMAGINARY } from './record.ts';

/*
 * Bins hold a complex float64 number for each combination of a few parities. An amplitude's bin is the exclusive or of
 * an offset of its column, in the list at `offsets`, and one of its row, in the list at `list`.
 */

/** Adds `conj(a_k) a_(k ^ flip)` of each amplitude to its bin, from `columnSums` on. */
export const fillBins: Kernel = kernel('single fill bins', (v, scope, record, chunk, number) => {
  const bins = openBins(v, scope, record, number);
  const { re, im, re1, im1, bin } = bins;
  const sum = (part: number, term: Code): Code =>
    f64Store(get(bin), f64Add(f64Load(get(bin), part), term), part);
  return sequence(
    bins.prologue,
    overRows(scope, record, chunk, {
      row: bins.row,
      visit: (at) =>
        bins.eachLane(at, () =>
          sequence(
            sum(0, f64Add(f64Multiply(get(re), get(re1)), f64Multiply(get(im), get(im1)))),
            sum(8, f64Subtract(f64Multiply(get(re), get(im1)), f64Multiply(get(im), get(re1)))),
          ),
        ),
      close: bins.close,
    }),
  );
});

/** Adds `w a_(k ^ flip)` to the adjoint of each amplitude, w being the number in its bin. */
export const seedBins: Kernel = kernel('single seed bins', (v, scope, record, chunk, number) => {
  const bins = openBins(v, scope, record, number);
  const [there, distance] = [scope.i32(), scope.i32()];
  const { re1, im1, bin } = bins;
  const [real, imaginary] = [f64Load(get(bin)), f64Load(get(bin), 8)];
  return sequence(
    bins.prologue,
    set(distance, word(record, field.distance)),
    overRows(scope, record, chunk, {
      row: bins.row,
      visit: (at) =>
        bins.eachLane(at, (offset) => {
          const increase = (part: number, by: Code): Code =>
            numberStore(
              v.precision,
              get(there),
              f64Add(numberLoad(v.precision, get(there), offset + part), by),
              offset + part,
            );
          return sequence(
            set(there, add(get(at), get(distance))),
            increase(0, f64Subtract(f64Multiply(real, get(re1)), f64Multiply(imaginary, get(im1)))),
            increase(
              IMAGINARY,
              f64Add(f64Multiply(real, get(im1)), f64Multiply(imaginary, get(re1))),
            ),
          );
        }),
      close: bins.close,
    }),
  );
});

function openBins(
  v: Vector,
  scope: Scope,
  record: Local,
  number: Local,
): {
  readonly re: Local;
  readonly im: Local;
  readonly re1: Local;
  readonly im1: Local;
  readonly bin: Local;
  readonly prologue: Code;
  readonly row: Code;
  eachLane(at: Local, body: (offset: number) => Code): Code;
  readonly close: Code;
} {
  const [re, im, re1, im1] = [scope.f64(), scope.f64(), scope.f64(), scope.f64()];
  const [bin, column, row, ofRow, base, jump, other] = [
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
  ];
  const number64 = (address: Code, offset: number): Code =>
    numberLoad(v.precision, address, offset);
  return {
    re,
    im,
    re1,
    im1,
    bin,
    prologue: sequence(
      set(base, word(record, field.columnSums)),
      set(jump, word(record, field.flips)),
      set(
        row,
        add(
          word(record, field.list),
          multiply(i32(4), multiply(get(number), word(record, field.rowCount))),
        ),
      ),
    ),
    row: sequence(set(ofRow, load(get(row))), set(column, word(record, field.offsets))),
    eachLane: (at, body) =>
      sequence(
        ...Array.from({ length: v.lanes }, (_, lane) => {
          const offset = lane * v.bytes;
          return sequence(
            set(other, xor(add(get(at), i32(offset)), get(jump))),
            set(re, number64(get(at), offset)),
            set(im, number64(get(at), offset + IMAGINARY)),
            set(re1, number64(get(other), 0)),
            set(im1, number64(get(other), IMAGINARY)),
            set(bin, add(get(base), xor(load(get(column), 4 * lane), get(ofRow)))),
            body(offset),
          );
        }),
        move(column, i32(4 * v.lanes)),
      ),
    close: move(row, i32(4)),
  };
}
