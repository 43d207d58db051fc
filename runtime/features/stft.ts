import { axisWeights } from '../data/picture/scale.ts';
import type { FeatureTransform } from './transform.ts';
import { createSpectra, frameSound, segmentFrames } from './spectrum.ts';

/**
 * Magnitudes of the short-time Fourier transform, `[frames, bins]` from 0 Hz to half the rate.
 *
 * Hann windows of the power of two that gives at least `bins` bins, half overlapping (Allen and Rabiner 1977); the
 * windows of each of `frames` equal stretches are averaged, and so are neighbouring bins where there are more than
 * `bins`.
 */
export function createStft(
  [length]: readonly number[],
  { frames, bins }: { readonly frames: number; readonly bins: number },
): FeatureTransform {
  const window = 2 ** Math.ceil(Math.log2(Math.max(2 * (bins - 1), 2)));
  const framing = frameSound(length!, window, window / 2, frames);
  const spectra = createSpectra(framing);
  const segments = segmentFrames(framing.frames, frames);
  const bands = axisWeights(window / 2 + 1, bins);
  return (input) => {
    const magnitudes = new Float64Array(framing.frames * bins);
    spectra(input, (powers, frame) => {
      for (let bin = 0; bin < bins; bin += 1) {
        const start = bands.starts[bin]!;
        let sum = 0;
        for (const [offset, weight] of bands.weights[bin]!.entries()) {
          sum += weight * Math.sqrt(powers[start + offset]!);
        }
        magnitudes[frame * bins + bin] = sum;
      }
    });
    return averageSegments(magnitudes, bins, segments);
  };
}

/** Means of rows `[frames, width]` over each segment: `[segments, width]`. */
export function averageSegments(
  rows: Float64Array,
  width: number,
  segments: readonly (readonly [first: number, end: number])[],
): Float64Array {
  const means = new Float64Array(segments.length * width);
  for (const [segment, [first, end]] of segments.entries()) {
    for (let row = first; row < end; row += 1) {
      for (let entry = 0; entry < width; entry += 1) {
        means[segment * width + entry]! += rows[row * width + entry]! / (end - first);
      }
    }
  }
  return means;
}
