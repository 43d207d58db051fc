import type { Column } from '../dataset.ts';
import { quoted } from '../problems.ts';
import { decodeSound } from '../sound/decode.ts';
import { plainWavOf, readPlainWav } from '../sound/plain-wav.ts';
import { createResampler } from '../sound/resample.ts';
import type { Resampler } from '../sound/resample.ts';
import { arrayOf } from './arrays.ts';
import { emptyCell, mayBeAbsent } from './cells.ts';
import type { CellSource } from './cells.ts';
import { pathOf } from './files.ts';
import type { CellFiles } from './files.ts';
import { arrayNumbers, numbersOf, sizeOf } from './numbers.ts';
import { createPresence } from './presence.ts';

/**
 * Sounds from paths to WAV files in one column (resampled to `rate`; the first samples are kept, silence fills up),
 * or samples of that rate from an array, several columns or a list.
 *
 * @param rate Hz.
 * @throws UserProblem `file-not-found`, or `value-unreadable` for what is no sound.
 */
export function readSounds(
  source: CellSource,
  rate: number,
  files: CellFiles,
  onSample: () => void,
): Column {
  const { input, count } = source;
  const size = sizeOf(input.shape);
  const values = new Float32Array(count * size);
  const presence = createPresence(count);
  const resamplers = new Map<number, Resampler>();
  for (let sample = 0; sample < count; sample += 1) {
    if (source.isEmpty(sample)) {
      if (!mayBeAbsent(input)) throw emptyCell(source, sample);
      presence.miss(sample);
    } else {
      const into = values.subarray(sample * size, (sample + 1) * size);
      readSound(source, sample, files, { rate, into, resamplers });
    }
    onSample();
  }
  return { shape: input.shape, values, present: presence.flags() };
}

interface Wanted {
  readonly rate: number;
  /** As long as sounds are to be, and silent. */
  readonly into: Float32Array;
  readonly resamplers: Map<number, Resampler>;
}

function readSound(
  source: CellSource,
  sample: number,
  files: CellFiles,
  { rate, into, resamplers }: Wanted,
): void {
  const array = arrayOf(source, sample, files);
  if (array !== undefined) {
    into.set(arrayNumbers(source, sample, array, 'real'));
    return;
  }
  const path = pathOf(source, sample);
  if (path === undefined || path.startsWith('[')) {
    into.set(numbersOf(source, sample, into.length, 'real'));
    return;
  }
  const bytes = files.open(source, sample, path);
  const plain = plainWavOf(bytes);
  if (plain?.rate === rate) {
    readPlainWav(bytes, plain, into);
    return;
  }
  const result = decodeSound(bytes);
  if (result.kind === 'fault') {
    throw source.problem(sample, 'value-unreadable', `${quoted(path)} ${result.fault}.`);
  }
  const sound = result.value;
  const resample = resamplers.get(sound.rate) ?? createResampler(sound.rate, rate);
  resamplers.set(sound.rate, resample);
  into.set(resample(sound.samples, into.length));
}
