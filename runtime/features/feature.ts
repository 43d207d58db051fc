import type { Feature } from '../program/index.ts';
import { createBag } from './bag.ts';
import { createGrey } from './grey.ts';
import { createHash } from './hash.ts';
import { createMel } from './mel.ts';
import { createMfcc } from './mfcc.ts';
import { createPatches } from './patches.ts';
import { createResize } from './resize.ts';
import { createStft } from './stft.ts';
import type { FeatureTransform } from './transform.ts';

/**
 * A fixed transform of pictures, sound or text, with its windows, filters and plans made once.
 *
 * @param inputShape Of a sample: `[h, w]` or `[h, w, c]` for pictures, `[samples]` for sound, `[words]` for text.
 * @param outputShape As the node says it, e.g. `[t, n]` for `mel`.
 */
export function createFeature(
  feature: Feature,
  inputShape: readonly number[],
  outputShape: readonly number[],
): FeatureTransform {
  switch (feature.kind) {
    case 'grey':
      return createGrey(inputShape);
    case 'resize':
      return createResize(inputShape, feature);
    case 'patches':
      return createPatches(inputShape, feature);
    case 'stft':
      return createStft(inputShape, feature);
    case 'mel':
      return createMel(inputShape, feature);
    case 'mfcc':
      return createMfcc(inputShape, feature);
    case 'bag':
      return createBag(outputShape);
    case 'hash':
      return createHash(outputShape);
  }
}

/** As `createFeature`, for a single sample. */
export function computeFeature(
  feature: Feature,
  input: Float64Array | Float32Array,
  inputShape: readonly number[],
  outputShape: readonly number[],
): Float64Array {
  return createFeature(feature, inputShape, outputShape)(input);
}
