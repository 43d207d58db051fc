import type { FeatureTransform } from './transform.ts';
import { createMel } from './mel.ts';

/** As many mel bands as Davis and Mermelstein took, or more where more coefficients are asked for. */
const BANDS = 20;

/**
 * Mel-frequency cepstral coefficients, `[segments, coefficients]`, the first being the log energy's mean: the
 * orthonormal DCT-II of log mel energies (see `mel`), averaged over each of `segments` equal stretches of the sound.
 * The average is taken before the DCT, which is linear.
 *
 * @see Davis and Mermelstein 1980; conventions of librosa's `mfcc` (orthonormal, no liftering).
 */
export function createMfcc(
  inputShape: readonly number[],
  {
    rate,
    coefficients,
    segments,
  }: { readonly rate: number; readonly coefficients: number; readonly segments: number },
): FeatureTransform {
  const bands = Math.max(BANDS, coefficients);
  const mel = createMel(inputShape, { rate, bands, frames: segments });
  const transform = cosineTransform(coefficients, bands);
  return (input) => {
    const energies = mel(input);
    const cepstrum = new Float64Array(segments * coefficients);
    for (let segment = 0; segment < segments; segment += 1) {
      for (let index = 0; index < coefficients; index += 1) {
        let sum = 0;
        for (let band = 0; band < bands; band += 1) {
          sum += transform[index * bands + band]! * energies[segment * bands + band]!;
        }
        cepstrum[segment * coefficients + index] = sum;
      }
    }
    return cepstrum;
  };
}

/** The first rows of the orthonormal DCT-II. */
function cosineTransform(rows: number, size: number): Float64Array {
  return Float64Array.from({ length: rows * size }, (_, place) => {
    const row = Math.floor(place / size);
    const scale = Math.sqrt((row === 0 ? 1 : 2) / size);
    return scale * Math.cos((Math.PI * row * ((place % size) + 0.5)) / size);
  });
}
