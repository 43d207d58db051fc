import type { Code } from '../../wasm/encode.ts';
import {
  add,
  countUp,
  get,
  i32,
  load,
  type Local,
  multiply,
  sequence,
  set,
  shiftRight,
  vectorLoad,
  vectorStore,
  vectorZero,
} from '../../wasm/instructions.ts';
import type { Scope } from '../../wasm/module.ts';
import type { Vector } from '../../wasm/vector.ts';
import {
  type Angle,
  differenceOfProducts,
  sumOfProducts,
  turnPhase,
} from '../../kernels/arithmetic.ts';
import { type Kernel, kernel } from '../../kernels/kernel.ts';
import { word } from '../../kernels/record.ts';
import { move } from './lanes.ts';
import { field, GROUP, IMAGINARY } from './record.ts';

/**
 * A diagonal is the product of a table over the columns of a row, the same for all rows, and one over the rows, whose
 * entries may depend on a few parities of the column as well (`listed`): see `splitDiagonal`. An entry is a vector of
 * cosines and one of sines.
 */
export interface PhaseShape {
  readonly columns: boolean;
  readonly rows: 'none' | 'one' | 'listed';
}

/** On the state, in place. */
export function phases(shape: PhaseShape): Kernel {
  return kernel(`single phases ${nameOf(shape)}`, (v, scope, record, chunk, number) => {
    const table = openTable(v, scope, record, number, shape);
    const [re, im, spare] = [scope.v128(), scope.v128(), scope.v128()];
    return overRows(scope, record, chunk, {
      row: table.row,
      visit: (at) =>
        sequence(
          table.load,
          set(re, vectorLoad(get(at))),
          set(im, vectorLoad(get(at), IMAGINARY)),
          turnPhase(v, { re, im, spare }, table.angle, 'forward'),
          vectorStore(get(at), get(re)),
          vectorStore(get(at), get(im), IMAGINARY),
          table.next,
        ),
      close: table.close,
    });
  });
}

/**
 * Takes a diagonal off the state and its adjoint, in place. With `weights`, what each phase's gradient is made of,
 * `Im(conj(adjoint) state)`, is added to sums that are laid out like the tables, one vector for each entry.
 */
export function undoPhases(shape: PhaseShape & { readonly weights: boolean }): Kernel {
  const name = `single undo phases ${nameOf(shape)}${shape.weights ? ' weights' : ''}`;
  return kernel(name, (v, scope, record, chunk, number) => {
    const table = openTable(v, scope, record, number, shape);
    const sums = openSums(v, scope, record, number, shape, table);
    const [re, im, spare] = [scope.v128(), scope.v128(), scope.v128()];
    const [adjointRe, adjointIm, weight] = [scope.v128(), scope.v128(), scope.v128()];
    const [there, distance] = [scope.i32(), scope.i32()];
    return sequence(
      set(distance, word(record, field.distance)),
      overRows(scope, record, chunk, {
        row: sequence(table.row, shape.weights ? sums.row : []),
        visit: (at) =>
          sequence(
            table.load,
            set(there, add(get(at), get(distance))),
            set(re, vectorLoad(get(at))),
            set(im, vectorLoad(get(at), IMAGINARY)),
            turnPhase(v, { re, im, spare }, table.angle, 'inverse'),
            vectorStore(get(at), get(re)),
            vectorStore(get(at), get(im), IMAGINARY),
            set(adjointRe, vectorLoad(get(there))),
            set(adjointIm, vectorLoad(get(there), IMAGINARY)),
            turnPhase(v, { re: adjointRe, im: adjointIm, spare }, table.angle, 'inverse'),
            vectorStore(get(there), get(adjointRe)),
            vectorStore(get(there), get(adjointIm), IMAGINARY),
            ...(shape.weights
              ? [
                  set(weight, differenceOfProducts(v, adjointRe, im, adjointIm, re)),
                  sums.add(weight),
                ]
              : []),
            table.next,
          ),
        close: sequence(shape.weights ? sums.close : [], table.close),
      }),
    );
  });
}

function nameOf({ columns, rows }: PhaseShape): string {
  return `${columns ? 'columns' : 'no columns'} rows ${rows}`;
}

/** Visits the amplitudes of a chunk, row by row. */
export function overRows(
  scope: Scope,
  record: Local,
  chunk: Local,
  {
    row,
    visit,
    close,
  }: { readonly row: Code; readonly visit: (at: Local) => Code; readonly close: Code },
): Code {
  const [at, end, stop, size] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
  return sequence(
    set(size, word(record, field.rowSize)),
    set(at, get(chunk)),
    set(stop, add(get(chunk), multiply(get(size), word(record, field.rowCount)))),
    countUp(
      at,
      { from: get(at), to: get(stop), step: 0 },
      sequence(
        row,
        set(end, add(get(at), get(size))),
        countUp(at, { from: get(at), to: get(end), step: GROUP }, visit(at)),
        close,
      ),
    ),
  );
}

/** The address of what belongs to the chunk's first row. */
export function firstRow(record: Local, number: Local, base: number, step: Code): Code {
  return add(
    word(record, base),
    multiply(step, multiply(get(number), word(record, field.rowCount))),
  );
}

interface Table {
  readonly angle: Angle;
  /** Before the first group of a row, at each group, after it, and after the last one. */
  readonly row: Code;
  readonly load: Code;
  readonly next: Code;
  readonly close: Code;
  /** Counts from zero to the row's length in groups, in bytes. */
  readonly column: Local;
  readonly list: Local;
}

function openTable(
  v: Vector,
  scope: Scope,
  record: Local,
  number: Local,
  { columns, rows }: PhaseShape,
): Table {
  const angle = { cosine: scope.v128(), sine: scope.v128() };
  const [a, b, entry] = [scope.v128(), scope.v128(), scope.i32()];
  const [columnBase, column, rowAt, list, begun] = [
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
    scope.i32(),
  ];
  const rowAngle = { cosine: scope.v128(), sine: scope.v128() };
  const loadInto = (to: Angle, address: Local): Code =>
    sequence(
      set(to.cosine, vectorLoad(get(address))),
      set(to.sine, vectorLoad(get(address), IMAGINARY)),
    );
  const fromColumn = sequence(
    set(entry, add(get(columnBase), get(column))),
    loadInto(columns && rows !== 'none' ? { cosine: a, sine: b } : angle, entry),
  );
  const fromRow = sequence(
    set(entry, add(get(rowAt), load(get(list)))),
    loadInto(columns ? rowAngle : angle, entry),
  );
  const both = sequence(
    set(angle.cosine, differenceOfProducts(v, a, rowAngle.cosine, b, rowAngle.sine)),
    set(angle.sine, sumOfProducts(v, a, rowAngle.sine, b, rowAngle.cosine)),
  );
  // The first row's address is worked out once: locals begin as zero.
  const locateRow = [
    get(begun),
    0x45,
    0x04,
    0x40,
    set(rowAt, firstRow(record, number, field.rows, word(record, field.rowStep))),
    set(columnBase, word(record, field.columns)),
    set(begun, i32(1)),
    0x0b,
  ];
  return {
    angle,
    column,
    list,
    row: sequence(
      locateRow,
      set(column, i32(0)),
      rows === 'listed' ? set(list, word(record, field.offsets)) : [],
      rows === 'one' ? loadInto(columns ? rowAngle : angle, rowAt) : [],
    ),
    load: sequence(
      columns ? fromColumn : [],
      rows === 'listed' ? fromRow : [],
      columns && rows !== 'none' ? both : [],
    ),
    next: sequence(move(column, i32(GROUP)), rows === 'listed' ? move(list, i32(4)) : []),
    close: rows === 'none' ? [] : move(rowAt, word(record, field.rowStep)),
  };
}

function openSums(
  v: Vector,
  scope: Scope,
  record: Local,
  number: Local,
  { columns, rows }: PhaseShape,
  table: Table,
): { readonly row: Code; add(weight: Local): Code; readonly close: Code } {
  const [pointer, rowAt, begun, total] = [scope.i32(), scope.i32(), scope.i32(), scope.v128()];
  const increase = (address: Code, by: Local): Code =>
    sequence(
      set(pointer, address),
      vectorStore(get(pointer), v.add(vectorLoad(get(pointer)), get(by))),
    );
  const step = shiftRight(word(record, field.rowStep), i32(1));
  return {
    row: sequence(
      [
        get(begun),
        0x45,
        0x04,
        0x40,
        set(rowAt, firstRow(record, number, field.rowSums, step)),
        set(begun, i32(1)),
        0x0b,
      ],
      rows === 'one' ? set(total, vectorZero) : [],
    ),
    add: (weight) =>
      sequence(
        columns
          ? increase(
              add(word(record, field.columnSums), shiftRight(get(table.column), i32(1))),
              weight,
            )
          : [],
        rows === 'one' ? set(total, v.add(get(total), get(weight))) : [],
        rows === 'listed'
          ? increase(add(get(rowAt), shiftRight(load(get(table.list)), i32(1))), weight)
          : [],
      ),
    close: sequence(
      rows === 'one' ? increase(get(rowAt), total) : [],
      rows === 'none' ? [] : move(rowAt, step),
    ),
  };
}
