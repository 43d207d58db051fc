import type { Code } from '../../wasm/encode.ts';
import {
  add,
  get,
  i32,
  load,
  type Local,
  sequence,
  set,
  shiftRight,
  vectorLoad,
  vectorStore,
} from '../../wasm/instructions.ts';
import type { Scope } from '../../wasm/module.ts';
import type { Vector } from '../../wasm/vector.ts';
import { address, word } from '../../kernels/record.ts';
import { type Pattern, storedCells, varyingCells } from '../pattern.ts';
import { noisyField } from './record.ts';

/** Bytes of a table's entry: the source's offset, and its coefficient at `COEFFICIENT_AT`. */
export function tableEntry(v: Vector): { readonly bytes: number; readonly coefficient: number } {
  return { bytes: 2 * v.bytes, coefficient: v.bytes };
}

/** Loads of a state's coefficients at a step of a walk, through a table or not. */
export function openCoefficients(
  scope: Scope,
  v: Vector,
  record: Local,
  base: Code,
  through: 'table' | 'none',
): {
  readonly prologue: Code;
  /** To be run at each step. */
  locate(at: Local): Code;
  load(offset: number): Code;
  store(offset: number, value: Local): Code;
} {
  const [start, pointer] = [scope.i32(), scope.i32()];
  if (through === 'none') {
    return {
      prologue: set(start, base),
      locate: (at) => set(pointer, add(get(start), get(at))),
      load: (offset) => vectorLoad(get(pointer), offset),
      store: (offset, value) => vectorStore(get(pointer), get(value), offset),
    };
  }
  const entry = tableEntry(v);
  const shift = entry.bytes === 16 ? 0 : 1;
  const table = scope.i32();
  const place = (offset: number): Code => add(get(start), load(get(pointer), offset >> shift));
  const scaled = (offset: number, value: Code): Code =>
    v.multiply(value, v.splatLoad(get(pointer), (offset >> shift) + entry.coefficient));
  return {
    prologue: sequence(set(start, base), set(table, word(record, noisyField.table))),
    locate: (at) =>
      set(pointer, add(get(table), shift === 0 ? get(at) : shiftRight(get(at), i32(shift)))),
    load: (offset) => scaled(offset, vectorLoad(place(offset))),
    store: (offset, value) => vectorStore(place(offset), scaled(offset, get(value))),
  };
}

/** The stored entries of a matrix in locals, by cell. */
export function loadMatrix(
  scope: Scope,
  record: Local,
  lane: Local,
  pattern: Pattern,
): { readonly prologue: Code; readonly locals: ReadonlyMap<number, Local> } {
  const cells = storedCells(pattern);
  const pointer = scope.i32();
  const locals = new Map(cells.map((cell) => [cell, scope.v128()]));
  return {
    locals,
    prologue: sequence(
      set(pointer, address(record, noisyField.matrix, lane)),
      ...cells.map((cell, i) => set(locals.get(cell)!, vectorLoad(get(pointer), 16 * i))),
    ),
  };
}

/** Sums for the varying entries of a matrix, added to where the record says. */
export function openSums(
  scope: Scope,
  v: Vector,
  record: Local,
  lane: Local,
  pattern: Pattern,
): { readonly epilogue: Code; readonly locals: ReadonlyMap<number, Local> } {
  const cells = varyingCells(pattern);
  const pointer = scope.i32();
  const locals = new Map(cells.map((cell) => [cell, scope.v128()]));
  return {
    locals,
    epilogue: sequence(
      set(pointer, address(record, noisyField.gradients, lane)),
      ...cells.map((cell, i) =>
        vectorStore(
          get(pointer),
          v.add(vectorLoad(get(pointer), 16 * i), get(locals.get(cell)!)),
          16 * i,
        ),
      ),
    ),
  };
}

/** The matrix, or its transposed, on four values. */
export function applyMatrix(
  v: Vector,
  pattern: Pattern,
  matrix: ReadonlyMap<number, Local>,
  values: readonly Local[],
  direction: 'forward' | 'transposed',
): Code {
  const rows = [0, 1, 2, 3].flatMap((row) => {
    const terms = [0, 1, 2, 3].flatMap((k): { k: number; cell: number }[] => {
      const cell = direction === 'forward' ? 4 * row + k : 4 * k + row;
      return pattern[cell] === '0' ? [] : [{ k, cell }];
    });
    const [only] = terms;
    if (terms.length === 1 && only!.k === row && pattern[only!.cell] === '1') return [];
    const products = terms.map(({ k, cell }): Code => {
      const factor = matrix.get(cell);
      return factor === undefined ? get(values[k]!) : v.multiply(get(factor), get(values[k]!));
    });
    const [first = v.constant(0), ...more] = products;
    return [{ row, code: more.reduce((sum, product) => v.add(sum, product), first) }];
  });
  // All are worked out before the first one is replaced.
  return sequence(
    ...rows.map(({ code }) => code),
    ...rows.toReversed().map(({ row }) => set(values[row]!, [])),
  );
}
