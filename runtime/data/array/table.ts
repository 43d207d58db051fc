import { arrayPlaces } from '../table/places.ts';
import { counted, sourceProblem } from '../problems.ts';
import type { Cell, Table } from '../table/table.ts';
import { shapeText } from './array.ts';
import type { FileArray } from './array.ts';

/**
 * Arrays as a table: a column for each, a row for each entry of their first axis.
 *
 * @param names Of all arrays of the file; those not read have empty cells.
 * @param arrays Those that are read; single numbers among them hold no samples and are left out.
 * @throws UserProblem `value-unreadable` with both lengths, where first axes differ.
 */
export function arrayTable(
  path: string,
  folder: string,
  names: readonly string[],
  arrays: ReadonlyMap<string, FileArray>,
): Table {
  const [first, ...others] = [...arrays].filter(([, { shape }]) => shape.length > 0);
  const count = first?.[1].shape[0] ?? 0;
  const odd = others.find(([, { shape }]) => shape[0] !== count);
  if (first !== undefined && odd !== undefined) {
    throw sourceProblem(
      'value-unreadable',
      `${path}: array \`${first[0]}\` has ${counted(count, 'row')}, and \`${odd[0]}\` has ${odd[1].shape[0]!}.`,
      { file: path, help: 'The first axis of every array runs over the samples.' },
    );
  }
  const readers = names.map((name) => {
    const array = arrays.get(name);
    return array === undefined || array.shape.length === 0 ? () => null : cellReader(array);
  });
  const rows = Array.from({ length: count }, (_, line) => ({
    cells: readers.map((cell) => cell(line)),
    line,
  }));
  const placeOf = arrayPlaces(path, folder, 'array', path.endsWith('.npz') ? names : []);
  return { path, noun: 'array', columns: names, header: 'named', rows, placeOf };
}

/**
 * The columns of one array `[samples, n]`, for a source that names positions.
 *
 * @throws UserProblem `value-unreadable` for an array with other axes.
 */
export function columnTable(path: string, folder: string, array: FileArray): Table {
  const [count, width] = array.shape;
  if (count === undefined || width === undefined || array.shape.length > 2) {
    throw sourceProblem(
      'value-unreadable',
      `${path} has the shape ${shapeText(array.shape)}, and positions of columns need [samples, columns].`,
      { file: path, help: 'Name the input instead: `npy(picture: "pictures.npy")`.' },
    );
  }
  const columns = Array.from({ length: width }, (_, column) => String(column));
  const rows = Array.from({ length: count }, (_, line) => ({
    cells: columns.map((_name, column) => array.values[line * width + column]!),
    line,
  }));
  const placeOf = arrayPlaces(path, folder, 'column', columns);
  return { path, noun: 'column', columns, header: 'absent', rows, placeOf };
}

/** Entries of a vector are cells of their own; those of other arrays stay together. */
function cellReader({ kind, shape, values }: FileArray): (row: number) => Cell {
  const own = shape.slice(1);
  const size = own.reduce((product, length) => product * length, 1);
  if (own.length === 0) return (row) => (values[row] === '' ? null : values[row]!);
  if (kind === 'texts') return (row) => values.slice(row * size, (row + 1) * size);
  return (row) => ({
    kind: 'array',
    shape: own,
    values: values.subarray(row * size, (row + 1) * size),
  });
}
