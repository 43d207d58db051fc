import { type Mask, parity, pullBack } from '../../plan/bits.ts';
import { foldRows, seedRows, type FoldShape } from '../kernels/read.ts';
import { field, GROUP } from '../kernels/record.ts';
import type { Call, Part, PartContext } from '../part.ts';
import { walsh } from '../walsh.ts';

/**
 * Expectations of parities. Columns are the lower half of a chunk's coordinates or so, rows all others; a parity of
 * columns alone comes from sums over rows, any other from sums over columns that are signed by its part in them.
 * @param first number of the first value
 */
export function paritiesPart(
  { setting, coordinates }: PartContext,
  masks: readonly Mask[],
  first: number,
): Part {
  const { bits, vector, laneBits } = setting;
  const columnBits = columnBitsOf(coordinates.local, bits, laneBits);
  const [columnCount, rowCount] = [2 ** columnBits, 2 ** (bits - columnBits)];
  const split = masks.map((mask) => {
    const own = pullBack(mask, coordinates.basis);
    return { column: own & (columnCount - 1), row: own >> columnBits };
  });
  const inColumns = split.some(({ row }) => row === 0);
  const signedBy = [...new Set(split.flatMap(({ column, row }) => (row === 0 ? [] : [column])))];
  const columns = {
    sums: setting.take(inColumns ? 8 * columnCount : 0),
    weights: setting.take(inColumns ? vector.bytes * columnCount : 0),
  };
  const rows = signedBy.map((column) => ({
    column,
    sums: setting.take(16 * rowCount),
    weights: setting.take(vector.bytes * rowCount),
  }));
  const shared = {
    [field.rowSize]: GROUP * 2 ** (columnBits - laneBits),
    [field.rowCount]: 2 ** (coordinates.local - columnBits),
  };
  // Columns go together with the rows that have no signs.
  const shapes = rows.map(({ column }, i): FoldShape & { readonly row: number } => ({
    columns: inColumns && column === 0,
    rows: column === 0 ? 'plain' : 'signed',
    row: i,
  }));
  const alone: FoldShape & { readonly row: number } = { columns: true, rows: 'none', row: -1 };
  const all = inColumns && !signedBy.includes(0) ? [alone, ...shapes] : shapes;
  const calls = (what: 'sums' | 'weights', kernelOf: typeof foldRows): readonly Call[] =>
    all.map((shape) => ({
      kernel: kernelOf({ columns: shape.columns, rows: shape.rows }),
      fields: {
        ...shared,
        [field.columnSums]: columns[what],
        ...(shape.row < 0 ? {} : { [field.rowSums]: rows[shape.row]![what] }),
        ...(shape.rows === 'signed'
          ? { [field.columns]: columnSigns(setting, columnBits, rows[shape.row]!.column) }
          : {}),
      },
    }));
  const ofColumns = new Float64Array(inColumns ? columnCount : 0);
  const ofRows = new Float64Array(rows.length > 0 ? rowCount : 0);
  const forward = calls('sums', foldRows);
  const backward = calls('weights', seedRows);
  return {
    forward: () => forward,
    backward: () => backward,
    prepare: ({ views: { numbers, doubles } }) => {
      if (inColumns) doubles.fill(0, columns.sums / 8, columns.sums / 8 + columnCount);
      for (const { sums } of rows) {
        const at = sums / vector.bytes;
        numbers.fill(0, at, at + rowCount * vector.lanes);
      }
    },
    read: ({ views: { numbers, doubles } }, values) => {
      if (inColumns) {
        const at = columns.sums / 8;
        for (let column = 0; column < columnCount; column++) {
          ofColumns[column] = doubles[at + column]!;
        }
        const totals = walsh(ofColumns);
        split.forEach(({ column, row }, i) => {
          if (row === 0) values[first + i] = totals[column]!;
        });
      }
      for (const { column: sign, sums } of rows) {
        for (let row = 0, at = sums / vector.bytes; row < rowCount; row++) {
          let sum = 0;
          for (let lane = 0; lane < vector.lanes; lane++) sum += numbers[at++]!;
          ofRows[row] = sum;
        }
        const totals = walsh(ofRows);
        split.forEach(({ column, row }, i) => {
          if (row !== 0 && column === sign) values[first + i] = totals[row]!;
        });
      }
    },
    begin: ({ views: { numbers } }, weights) => {
      const write = (
        address: number,
        spread: Float64Array,
        pick: (one: { readonly column: number; readonly row: number }) => number | undefined,
      ): void => {
        spread.fill(0);
        split.forEach((one, i) => {
          const at = pick(one);
          if (at !== undefined) spread[at]! += weights[first + i]!;
        });
        numbers.set(walsh(spread), address / vector.bytes);
      };
      if (inColumns) {
        write(columns.weights, ofColumns, ({ column, row }) => (row === 0 ? column : undefined));
      }
      for (const { column: sign, weights: address } of rows) {
        write(address, ofRows, ({ column, row }) =>
          row !== 0 && column === sign ? row : undefined,
        );
      }
    },
  };
}

/** Bits of a column such that sums over columns and sums over rows are about as many. */
export function columnBitsOf(local: number, bits: number, laneBits: number): number {
  return Math.max(laneBits, Math.min(local, Math.ceil(bits / 2)));
}

/** The address of a number for each column: 1, or -1 where it has odd parity with a mask. */
export function columnSigns(
  { store, vector }: PartContext['setting'],
  columnBits: number,
  mask: Mask,
): number {
  return store.list(`column signs ${columnBits} ${mask}`, () => {
    const signs = Array.from({ length: 2 ** columnBits }, (_, i) => 1 - 2 * parity(i & mask));
    const numbers =
      vector.precision === 'f32' ? Float32Array.from(signs) : Float64Array.from(signs);
    return new Int32Array(numbers.buffer);
  }).start;
}
