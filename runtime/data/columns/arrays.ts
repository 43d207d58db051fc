import type { Input } from '../../program/index.ts';
import { shapeText } from '../array/array.ts';
import { decodeNpy } from '../array/npy.ts';
import { pictureOf } from '../picture/picture.ts';
import type { Picture } from '../picture/picture.ts';
import { quoted } from '../problems.ts';
import { isArrayCell } from '../table/table.ts';
import type { ArrayCell } from '../table/table.ts';
import type { CellSource } from './cells.ts';
import { pathOf } from './files.ts';
import type { CellFiles } from './files.ts';

/**
 * The array of a sample: its cell, or the `.npy` file that its cell names; undefined where it has neither.
 *
 * @throws UserProblem `file-not-found`, or `value-unreadable` for what is no array of numbers.
 */
export function arrayOf(
  source: CellSource,
  sample: number,
  files: CellFiles,
): ArrayCell | undefined {
  const cells = source.cells(sample);
  if (cells.length === 1 && isArrayCell(cells[0])) return cells[0];
  const path = pathOf(source, sample);
  if (path === undefined || !/\.npy$/i.test(path)) return undefined;
  const result = decodeNpy(files.open(source, sample, path));
  if (result.kind === 'fault') {
    throw source.problem(sample, 'value-unreadable', `${quoted(path)} ${result.fault}.`);
  }
  const { kind, shape, values } = result.value;
  if (kind === 'numbers') return { kind: 'array', shape, values };
  throw source.problem(
    sample,
    'value-unreadable',
    `${quoted(path)} holds texts, and \`${source.input.name}\` takes numbers.`,
  );
}

/** Refuses an array of another shape; axes of length one do not matter, nor does a flat array of the right length. */
export function requireShape(source: CellSource, sample: number, array: ArrayCell): void {
  const { name, shape } = source.input;
  const given = withoutOnes(array.shape);
  const wanted = withoutOnes(shape);
  if (given.length === wanted.length && given.every((length, axis) => length === wanted[axis])) {
    return;
  }
  if (given.length === 1 && given[0] === wanted.reduce((a, b) => a * b, 1)) return;
  throw source.problem(
    sample,
    'value-unreadable',
    `an array of shape ${shapeText(array.shape)} where \`${name}\` takes ${shapeText(shape)}.`,
    'The first axis of a file runs over samples, the others are those of one sample.',
  );
}

/**
 * An array `[height, width]` or `[height, width, channels]` as a picture: bytes from 0 to 255, other numbers in
 * [0, 1]. Undefined for a flat array, whose height nothing tells.
 */
export function pictureIn(array: ArrayCell): Picture | undefined {
  const [height, width, channels = 1] = array.shape;
  if (height === undefined || width === undefined || array.shape.length > 3 || channels > 4) {
    return undefined;
  }
  return pictureOf(height, width, array.values, channels, highestOf(array));
}

/** What stands for white: 255 in bytes, else 1. */
export function highestOf({ values }: ArrayCell): number {
  return values instanceof Uint8Array ? 255 : 1;
}

function withoutOnes(shape: Input['shape']): readonly number[] {
  return shape.filter((length) => length !== 1);
}
