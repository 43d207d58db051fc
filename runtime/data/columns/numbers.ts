import type { Numbers } from '../array/array.ts';
import type { Column } from '../dataset.ts';
import { counted, quoted } from '../problems.ts';
import { isArrayCell } from '../table/table.ts';
import type { ArrayCell, Cell } from '../table/table.ts';
import { arrayOf, requireShape } from './arrays.ts';
import { emptyCell, mayBeAbsent } from './cells.ts';
import type { CellSource } from './cells.ts';
import type { CellFiles } from './files.ts';
import { createPresence } from './presence.ts';

type Element = 'real' | 'int' | 'bit';

/**
 * Numbers from one cell each, or from one cell that holds a list: `[1, 2, 3]`, `1 2 3` or `1; 2; 3`, nested or not;
 * or an array, of the cell itself or of the `.npy` file that it names.
 *
 * @throws UserProblem `value-unreadable` for text, NaN, an infinite number, an array of another shape, or the wrong
 * number of entries.
 */
export function readNumbers(source: CellSource, files: CellFiles, onSample: () => void): Column {
  const { input, count } = source;
  const element = input.type.kind === 'tensor' ? input.type.element : 'real';
  const size = sizeOf(input.shape);
  const values = new Float64Array(count * size);
  const presence = createPresence(count);
  for (let sample = 0; sample < count; sample += 1) {
    if (mayBeAbsent(input) && source.isEmpty(sample)) presence.miss(sample);
    else {
      const array = arrayOf(source, sample, files);
      const numbers =
        array === undefined
          ? numbersOf(source, sample, size, element)
          : arrayNumbers(source, sample, array, element);
      values.set(numbers, sample * size);
    }
    onSample();
  }
  return { shape: input.shape, values, present: presence.flags() };
}

/** The entries of an array, which must have the shape of the input. */
export function arrayNumbers(
  source: CellSource,
  sample: number,
  array: ArrayCell,
  element: Element,
): Numbers {
  requireShape(source, sample, array);
  const fault = array.values.find((value) => numberOf(value, element) === undefined);
  if (fault === undefined) return array.values;
  throw source.problem(sample, 'value-unreadable', `${quoted(fault)} is not ${wanted[element]}.`);
}

/** The entries of a sample, `size` of them. */
export function numbersOf(
  source: CellSource,
  sample: number,
  size: number,
  element: Element,
): number[] {
  const cells = source.cells(sample).flatMap(entriesOf);
  if (cells.includes(null)) throw emptyCell(source, sample);
  if (cells.length !== size) {
    throw source.problem(
      sample,
      'value-unreadable',
      `${counted(cells.length, 'number')} where \`${source.input.name}\` takes ${size}.`,
    );
  }
  return cells.map((cell) => {
    const value = numberOf(cell, element);
    if (value === undefined) {
      throw source.problem(
        sample,
        'value-unreadable',
        `${quoted(cell)} is not ${wanted[element]}.`,
      );
    }
    return value;
  });
}

const wanted: Readonly<Record<Element, string>> = {
  real: 'a number',
  int: 'a whole number',
  bit: 'a bit, 0 or 1',
};

/** Number of entries of a value of this shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** A list cell as its entries, any other cell as itself. */
export function entriesOf(cell: Cell): Cell[] {
  if (isArrayCell(cell)) return Array.from(cell.values);
  if (Array.isArray(cell)) return (cell as readonly Cell[]).flatMap(entriesOf);
  if (typeof cell !== 'string') return [cell];
  const text = cell.trim();
  if (!/[\s,;[\]]/.test(text)) return [text];
  return text.split(/[\s,;[\]()]+/).filter((entry) => entry !== '');
}

function numberOf(cell: Cell, element: Element): number | undefined {
  if (typeof cell === 'boolean') return element === 'bit' ? Number(cell) : undefined;
  const value = typeof cell === 'string' ? parseNumber(cell) : cell;
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  if (element === 'int' && !Number.isInteger(value)) return undefined;
  if (element === 'bit' && value !== 0 && value !== 1) return undefined;
  return value;
}

/** Decimal notation only: `Number` alone would also take `0x10`, and an empty text for zero. */
function parseNumber(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
