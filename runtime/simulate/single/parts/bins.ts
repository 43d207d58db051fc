import { type Mask, pullBack } from '../../plan/bits.ts';
import { oddMask } from '../../plan/words.ts';
import { fillBins, seedBins } from '../kernels/bins.ts';
import { field, GROUP } from '../kernels/record.ts';
import type { Fields, Part, PartContext } from '../part.ts';
import { walsh } from '../walsh.ts';
import { combinationOf } from './combination.ts';
import { columnBitsOf } from './probabilities.ts';

/** Bytes of a bin: a complex float64 number. */
const BIN = 16;

/** Between bins (real and imaginary part in turn) and the values of a readout. */
interface Meaning {
  readonly read: (bins: Float64Array, values: Float64Array) => void;
  /** The complex number that the amplitude with this flip is multiplied by, in each bin. */
  readonly weigh: (weights: Float64Array, bins: Float64Array) => void;
}

/** Probabilities of all combinations of some parities. */
export function marginalPart(context: PartContext, masks: readonly Mask[], first: number): Part {
  const count = 2 ** masks.length;
  return binsPart(context, masks, 0, {
    read: (bins, values) => {
      for (let i = 0; i < count; i++) values[first + i] = bins[2 * i]!;
    },
    weigh: (weights, bins) => {
      for (let i = 0; i < count; i++) bins[2 * i] = weights[first + i]!;
    },
  });
}

/** All words of a readout with one flip; see `Readout`. */
export function wordsPart(
  context: PartContext,
  masks: readonly Mask[],
  flip: Mask,
  first: number,
): Part {
  return binsPart(
    context,
    masks,
    flip,
    flip === 0 ? diagonalWords(masks.length, first) : flippedWords(masks, flip, first),
  );
}

function diagonalWords(count: number, first: number): Meaning {
  const size = 2 ** count;
  return {
    read: (bins, values) => {
      values.set(walsh(Float64Array.from({ length: size }, (_, i) => bins[2 * i]!)), first);
    },
    weigh: (weights, bins) => {
      walsh(weights.slice(first, first + size)).forEach((x, i) => {
        bins[2 * i] = x;
      });
    },
  };
}

function flippedWords(masks: readonly Mask[], flip: Mask, first: number): Meaning {
  const odd = oddMask(masks, flip);
  const half = 2 ** (masks.length - 1);
  const changed = combinationOf(masks, flip);
  /** The combination of all parities with one of the others, and even parity with the odd mask. */
  const whole = (i: number): number => ((i >> odd) << (odd + 1)) | (i & (2 ** odd - 1));
  return {
    read: (bins, values) => {
      for (const part of [0, 1]) {
        const sums = Float64Array.from({ length: half }, (_, i) => bins[2 * whole(i) + part]!);
        walsh(sums).forEach((x, i) => {
          values[first + 2 * i + part] = x;
        });
      }
    },
    weigh: (weights, bins) => {
      const [real, imaginary] = [0, 1].map((part) =>
        walsh(Float64Array.from({ length: half }, (_, i) => weights[first + 2 * i + part]!)),
      );
      for (let i = 0; i < half; i++) {
        const [here, there] = [whole(i), whole(i) ^ changed];
        bins[2 * here] = real![i]! / 2;
        bins[2 * here + 1] = -imaginary![i]! / 2;
        bins[2 * there] = real![i]! / 2;
        bins[2 * there + 1] = imaginary![i]! / 2;
      }
    },
  };
}

function binsPart(
  { setting, coordinates }: PartContext,
  masks: readonly Mask[],
  flip: Mask,
  { read, weigh }: Meaning,
): Part {
  const { bits, vector, laneBits, store } = setting;
  const columnBits = columnBitsOf(coordinates.local, bits, laneBits);
  const own = masks.map((mask) => pullBack(mask, coordinates.basis));
  const flipped = coordinates.flip(flip);
  const count = 2 * 2 ** masks.length;
  const sums = setting.take(8 * count);
  const weights = setting.take(8 * count);
  const key = `bins ${own.join()} ${columnBits}`;
  const ofColumns = store.list(`${key} columns`, () =>
    Int32Array.from({ length: 2 ** columnBits }, (_, i) => combinationOf(own, i) * BIN),
  );
  const ofRows = store.list(`${key} rows`, () =>
    Int32Array.from(
      { length: 2 ** (bits - columnBits) },
      (_, i) => combinationOf(own, i * 2 ** columnBits) * BIN,
    ),
  );
  const fields: Fields = {
    [field.flips]: (flipped >> laneBits) * GROUP + (flipped & (vector.lanes - 1)) * vector.bytes,
    [field.offsets]: ofColumns.start,
    [field.list]: ofRows.start,
    [field.rowSize]: GROUP * 2 ** (columnBits - laneBits),
    [field.rowCount]: 2 ** (coordinates.local - columnBits),
  };
  return {
    forward: () => [{ kernel: fillBins, fields: { ...fields, [field.columnSums]: sums } }],
    backward: () => [{ kernel: seedBins, fields: { ...fields, [field.columnSums]: weights } }],
    prepare: ({ views: { doubles } }) => {
      doubles.fill(0, sums / 8, sums / 8 + count);
    },
    read: ({ views: { doubles } }, values) => {
      read(doubles.subarray(sums / 8, sums / 8 + count), values);
    },
    begin: ({ views: { doubles } }, all) => {
      weigh(all, doubles.subarray(weights / 8, weights / 8 + count));
    },
  };
}
