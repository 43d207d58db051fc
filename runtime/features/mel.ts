import type { FeatureTransform } from './transform.ts';
import { averageSegments, createSpectra, mostWindows, transformLength } from './spectrum.ts';

/** Windows of 25 ms every 10 ms, as in the speech literature and in HTK. */
const WINDOW_SECONDS = 0.025;
const HOP_SECONDS = 0.01;
/** Added to every band's power: what is quieter counts as silence, so that silence is not the loudest difference. */
const FLOOR = 1e-6;

/**
 * Log energies in mel bands, `[frames, bands]`.
 *
 * Power spectra of Hann windows (25 ms every 10 ms) through triangles of height one, evenly spaced on the mel scale
 * `2595 log10(1 + f / 700)` of HTK from 0 Hz to half the rate; the natural logarithm of the energy plus a floor; mean
 * over the windows of each of `frames` equal stretches of the sound.
 *
 * @see Davis and Mermelstein 1980; Young et al., The HTK Book, section 5.4.
 */
export function createMel(
  inputShape: readonly number[],
  {
    rate,
    bands,
    frames,
  }: { readonly rate: number; readonly bands: number; readonly frames: number },
): FeatureTransform {
  const length = Math.max(Math.round(WINDOW_SECONDS * rate), 2);
  const hop = Math.max(Math.round(HOP_SECONDS * rate), 1);
  const windows = { length, hop, segments: frames };
  const spectra = createSpectra(windows);
  const filters = melFilters(rate, transformLength(length), bands);
  const energies = new Float64Array(mostWindows(inputShape[0]!, windows) * bands);
  return (input) => {
    const count = spectra(input, (powers, window) => {
      for (let band = 0; band < bands; band += 1) {
        const { start, weights } = filters[band]!;
        let sum = FLOOR;
        for (let offset = 0; offset < weights.length; offset += 1) {
          sum += weights[offset]! * powers[start + offset]!;
        }
        energies[window * bands + band] = Math.log(sum);
      }
    });
    return averageSegments(energies, bands, count, frames);
  };
}

interface Filter {
  readonly start: number;
  readonly weights: Float64Array;
}

/** Triangles over the bins of a spectrum; one narrower than a bin still takes its nearest bin. */
export function melFilters(rate: number, transform: number, bands: number): Filter[] {
  const highest = melOf(rate / 2);
  const edges = Array.from({ length: bands + 2 }, (_, index) => {
    const frequency = frequencyOf((highest * index) / (bands + 1));
    return (frequency * transform) / rate;
  });
  return Array.from({ length: bands }, (_, band) => {
    const [low, centre, high] = edges.slice(band, band + 3) as [number, number, number];
    const start = Math.ceil(low);
    const bins = Math.max(Math.floor(high) - start + 1, 0);
    const weights = Float64Array.from({ length: bins }, (__, offset) => {
      const bin = start + offset;
      return bin <= centre ? (bin - low) / (centre - low) : (high - bin) / (high - centre);
    });
    if (weights.some((weight) => weight > 0)) return { start, weights };
    return { start: Math.min(Math.round(centre), transform / 2), weights: Float64Array.of(1) };
  });
}

function melOf(frequency: number): number {
  return 2595 * Math.log10(1 + frequency / 700);
}

function frequencyOf(mel: number): number {
  return 700 * (10 ** (mel / 2595) - 1);
}
