import type { Code } from '../../wasm/encode.ts';
import {
  add,
  and,
  countUp,
  fillMemory,
  get,
  i32,
  load,
  type Local,
  multiply,
  sequence,
  set,
  shiftLeft,
  shiftRight,
  subtract,
  vectorLoad,
  vectorStore,
  vectorZero,
  xor,
} from '../../wasm/instructions.ts';
import { type Kernel, kernel } from '../../kernels/kernel.ts';
import { word } from '../../kernels/record.ts';
import { accumulate, move } from './lanes.ts';
import { overRows } from './phases.ts';
import { field, GROUP, IMAGINARY } from './record.ts';

/**
 * Copies the rows of a chunk out of a state or back. `columns` is where the address of the state is, `rows` a list of where chunks
 * begin in it, `list` to `listEnd` those of the rows in a chunk; `distance` as usual for the copy of the adjoint.
 */
export function copyRows(direction: 'gather' | 'scatter'): Kernel {
  return kernel(`single ${direction}`, (_v, scope, record, chunk, number) => {
    const [state, first, size, copy] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const [cursor, end, at, stop] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const [from, to] = direction === 'gather' ? [at, copy] : [copy, at];
    return sequence(
      set(state, load(word(record, field.columns))),
      set(first, load(add(word(record, field.rows), shiftLeft(get(number), i32(2))))),
      set(size, word(record, field.rowSize)),
      set(copy, add(get(chunk), word(record, field.distance))),
      set(end, word(record, field.listEnd)),
      countUp(
        cursor,
        { from: word(record, field.list), to: get(end), step: 4 },
        sequence(
          set(at, add(get(state), xor(get(first), load(get(cursor))))),
          set(stop, add(get(at), get(size))),
          countUp(
            at,
            { from: get(at), to: get(stop), step: GROUP },
            sequence(
              vectorStore(get(to), vectorLoad(get(from))),
              vectorStore(get(to), vectorLoad(get(from), IMAGINARY), IMAGINARY),
              move(copy, i32(GROUP)),
            ),
          ),
        ),
      ),
    );
  });
}

/** Zeroes a chunk of the adjoint, of `rowSize` bytes. */
export const clearAdjointChunk: Kernel = kernel('single clear', (_v, _scope, record, chunk) =>
  fillMemory(
    add(get(chunk), word(record, field.distance)),
    i32(0),
    multiply(word(record, field.rowSize), word(record, field.rowCount)),
  ),
);

/**
 * The start state: the number of the row, at `rows`, times the vector of the column, at `columns`. A row may be longer
 * than a chunk: chunk number n begins at group n 2^offsets / 2^rowStep of its row, of 2^rowStep groups each.
 */
export const startRows: Kernel = kernel('single start', (v, scope, record, chunk, number) => {
  const [column, row, factor] = [scope.i32(), scope.i32(), scope.v128()];
  return sequence(
    openStart(record, number, row, column, v.bytes),
    overRows(scope, record, chunk, {
      row: sequence(
        set(factor, v.splatLoad(add(word(record, field.rows), get(row)))),
        move(row, i32(v.bytes)),
      ),
      visit: (at) =>
        sequence(
          vectorStore(
            get(at),
            v.multiply(get(factor), vectorLoad(add(word(record, field.columns), get(column)))),
          ),
          vectorStore(get(at), vectorZero, IMAGINARY),
          wrapped(record, column),
        ),
      close: [],
    }),
  );
});

/**
 * Contracts the adjoint's real part with the start state's two factors: at `columnSums` a vector for each column, of
 * sums over the rows, and at `rowSums` two float64 numbers for each row, of sums over its columns.
 */
export const contractRows: Kernel = kernel('single contract', (v, scope, record, chunk, number) => {
  const [column, row, factor] = [scope.i32(), scope.i32(), scope.v128()];
  const [there, distance, pointer] = [scope.i32(), scope.i32(), scope.i32()];
  const [x, total] = [scope.v128(), scope.v128()];
  return sequence(
    openStart(record, number, row, column, 1),
    set(distance, word(record, field.distance)),
    overRows(scope, record, chunk, {
      row: sequence(
        set(factor, v.splatLoad(add(word(record, field.rows), multiply(get(row), i32(v.bytes))))),
        set(total, vectorZero),
      ),
      visit: (at) =>
        sequence(
          set(there, add(get(at), get(distance))),
          set(x, vectorLoad(get(there))),
          set(
            total,
            v.add(
              get(total),
              v.multiply(get(x), vectorLoad(add(word(record, field.columns), get(column)))),
            ),
          ),
          set(pointer, add(word(record, field.columnSums), get(column))),
          vectorStore(
            get(pointer),
            v.add(vectorLoad(get(pointer)), v.multiply(get(factor), get(x))),
          ),
          wrapped(record, column),
        ),
      close: sequence(
        set(pointer, add(word(record, field.rowSums), shiftLeft(get(row), i32(4)))),
        accumulate(v, pointer, total),
        move(row, i32(1)),
      ),
    }),
  );
});

/** Row (times `bytes`) and column (bytes of vectors) that a chunk begins with. */
function openStart(record: Local, number: Local, row: Local, column: Local, bytes: number): Code {
  const first = shiftLeft(get(number), word(record, field.offsets));
  return sequence(
    set(row, multiply(shiftRight(first, word(record, field.rowStep)), i32(bytes))),
    set(column, and(shiftLeft(first, i32(4)), columnMask(record))),
  );
}

/** Moves to the next column, and from the last one to the first. */
function wrapped(record: Local, column: Local): Code {
  return set(column, and(add(get(column), i32(16)), columnMask(record)));
}

function columnMask(record: Local): Code {
  return subtract(shiftLeft(i32(16), word(record, field.rowStep)), i32(1));
}
