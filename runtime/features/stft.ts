import { axisWeights } from '../data/picture/scale.ts';
import type { FeatureTransform } from './transform.ts';
import { averageSegments, createSpectra, mostWindows } from './spectrum.ts';

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
  const transform = 2 ** Math.ceil(Math.log2(Math.max(2 * (bins - 1), 2)));
  const windows = { length: transform, hop: transform / 2, segments: frames };
  const spectra = createSpectra(windows);
  const bands = axisWeights(transform / 2 + 1, bins);
  const magnitudes = new Float64Array(mostWindows(length!, windows) * bins);
  return (input) => {
    const count = spectra(input, (powers, window) => {
      for (let bin = 0; bin < bins; bin += 1) {
        const start = bands.starts[bin]!;
        let sum = 0;
        for (const [offset, weight] of bands.weights[bin]!.entries()) {
          sum += weight * Math.sqrt(powers[start + offset]!);
        }
        magnitudes[window * bins + bin] = sum;
      }
    });
    return averageSegments(magnitudes, bins, count, frames);
  };
}
