import type { Numbers } from '../array/array.ts';
import type { Column } from '../dataset.ts';
import { decodePicture } from '../picture/decode.ts';
import { fitPicture } from '../picture/fit.ts';
import { quoted } from '../problems.ts';
import type { ArrayCell } from '../table/table.ts';
import { arrayOf, highestOf, pictureIn } from './arrays.ts';
import { emptyCell, mayBeAbsent } from './cells.ts';
import type { CellSource } from './cells.ts';
import { pathOf } from './files.ts';
import type { CellFiles } from './files.ts';
import { arrayNumbers, numbersOf, sizeOf } from './numbers.ts';
import { createPresence } from './presence.ts';

/**
 * Pictures from paths in one column or from an array, scaled; or pixels from several columns or a list. In [0, 1].
 *
 * @throws UserProblem `file-not-found`, or `value-unreadable` for what is no picture.
 */
export function readPictures(source: CellSource, files: CellFiles, onSample: () => void): Column {
  const { input, count } = source;
  const size = sizeOf(input.shape);
  const values = new Float32Array(count * size);
  const presence = createPresence(count);
  for (let sample = 0; sample < count; sample += 1) {
    if (source.isEmpty(sample)) {
      if (!mayBeAbsent(input)) throw emptyCell(source, sample);
      presence.miss(sample);
    } else {
      values.set(pixelsOf(source, sample, files, size), sample * size);
    }
    onSample();
  }
  return { shape: input.shape, values, present: presence.flags() };
}

function pixelsOf(
  source: CellSource,
  sample: number,
  files: CellFiles,
  size: number,
): ArrayLike<number> {
  const array = arrayOf(source, sample, files);
  if (array !== undefined) return arrayPixels(source, sample, array);
  const path = pathOf(source, sample);
  if (path === undefined || path.startsWith('[')) return listedPixels(source, sample, size);
  const result = decodePicture(files.open(source, sample, path));
  if (result.kind === 'value') return fitPicture(result.value, source.input.shape);
  throw source.problem(sample, 'value-unreadable', `${quoted(path)} ${result.fault}.`);
}

function arrayPixels(source: CellSource, sample: number, array: ArrayCell): ArrayLike<number> {
  const picture = pictureIn(array);
  if (picture !== undefined) {
    requirePixels(source, sample, picture.values);
    return fitPicture(picture, source.input.shape);
  }
  const highest = highestOf(array);
  const numbers = arrayNumbers(source, sample, array, 'real');
  return requirePixels(
    source,
    sample,
    Float32Array.from(numbers, (value) => value / highest),
  );
}

function listedPixels(source: CellSource, sample: number, size: number): number[] {
  return requirePixels(source, sample, numbersOf(source, sample, size, 'real'));
}

function requirePixels<T extends number[] | Numbers>(
  source: CellSource,
  sample: number,
  pixels: T,
): T {
  const outside = pixels.find((value) => !(value >= 0 && value <= 1));
  if (outside === undefined) return pixels;
  throw source.problem(
    sample,
    'value-unreadable',
    `the pixel ${outside} is outside [0, 1].`,
    'Divide the pixels by their highest value, or read them as a tensor: `real[h, w]`.',
  );
}
