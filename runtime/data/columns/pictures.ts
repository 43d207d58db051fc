import type { Column } from '../dataset.ts';
import { decodePicture } from '../picture/decode.ts';
import { fitPicture } from '../picture/fit.ts';
import { quoted } from '../problems.ts';
import { emptyCell, mayBeAbsent } from './cells.ts';
import type { CellSource } from './cells.ts';
import { pathOf } from './files.ts';
import type { CellFiles } from './files.ts';
import { numbersOf, sizeOf } from './numbers.ts';
import { createPresence } from './presence.ts';

/**
 * Pictures from paths in one column, or pixels from several columns or a list; values in [0, 1].
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
  const path = pathOf(source, sample);
  if (path === undefined || path.startsWith('[')) return listedPixels(source, sample, size);
  const result = decodePicture(files.open(source, sample, path));
  if (result.kind === 'value') return fitPicture(result.value, source.input.shape);
  throw source.problem(sample, 'value-unreadable', `${quoted(path)} ${result.fault}.`);
}

function listedPixels(source: CellSource, sample: number, size: number): number[] {
  const pixels = numbersOf(source, sample, size, 'real');
  const outside = pixels.find((value) => value < 0 || value > 1);
  if (outside === undefined) return pixels;
  throw source.problem(
    sample,
    'value-unreadable',
    `the pixel ${outside} is outside [0, 1].`,
    'Divide the pixels of the table by their highest value, or read them as a tensor: `real[h, w]`.',
  );
}
