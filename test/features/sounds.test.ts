import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFeature } from '../../runtime/features/index.ts';
import { melFilters } from '../../runtime/features/mel.ts';

const RATE = 8000;

const tone = (frequency: number, length: number, amplitude = 0.5) =>
  Float64Array.from(
    { length },
    (_, index) => amplitude * Math.sin((2 * Math.PI * frequency * index) / RATE),
  );

const peakOf = (values: ArrayLike<number>) =>
  Array.from(values).indexOf(Math.max(...Array.from(values)));

describe('stft', () => {
  test('agrees with the definition of the transform', () => {
    const sound = Float64Array.from({ length: 48 }, (_, index) => Math.sin(index * index));
    const spectrum = createFeature(
      { kind: 'stft', rate: RATE, frames: 2, bins: 17 },
      [48],
      [2, 17],
    )(sound);
    for (const [frame, start] of [
      [0, 0],
      [1, 16],
    ] as const) {
      for (let bin = 0; bin < 17; bin += 1) {
        let [re, im] = [0, 0];
        for (let index = 0; index < 32; index += 1) {
          const value = (0.5 - 0.5 * Math.cos((2 * Math.PI * index) / 32)) * sound[start + index]!;
          re += value * Math.cos((2 * Math.PI * bin * index) / 32);
          im -= value * Math.sin((2 * Math.PI * bin * index) / 32);
        }
        expect(spectrum[frame * 17 + bin]).toBeCloseTo(Math.hypot(re, im), 10);
      }
    }
  });

  test('shows a tone in its bin, in every frame', () => {
    const spectrum = createFeature(
      { kind: 'stft', rate: RATE, frames: 4, bins: 65 },
      [4000],
      [4, 65],
    )(tone(1000, 4000));
    for (let frame = 0; frame < 4; frame += 1) {
      expect(peakOf(spectrum.subarray(frame * 65, (frame + 1) * 65))).toBe(16);
    }
  });

  test('covers the whole band with any number of bins', () => {
    const spectrum = createFeature(
      { kind: 'stft', rate: RATE, frames: 1, bins: 40 },
      [4000],
      [1, 40],
    )(tone(3990, 4000));
    expect(peakOf(spectrum)).toBe(39);
  });
});

describe('mel', () => {
  test('filters are triangles of height one that meet at their centres', () => {
    const filters = melFilters(RATE, 2048, 20);
    const sums = new Float64Array(1025);
    for (const { start, weights } of filters) {
      for (const [offset, weight] of weights.entries()) sums[start + offset]! += weight;
    }
    const centre = (band: number) => filters[band]!.start + peakOf(filters[band]!.weights);
    for (let bin = centre(0) + 1; bin < centre(19); bin += 1) expect(sums[bin]).toBeCloseTo(1, 10);
    // HTK: m = 2595 log10(1 + f / 700), so 1000 Hz is 1000 mel, and 20 triangles over 2146 mel stand 102.2 mel apart.
    const highest = 2595 * Math.log10(1 + 4000 / 700);
    const frequency = 700 * (10 ** ((highest * 10) / 21 / 2595) - 1);
    expect(centre(9)).toBe(Math.round((frequency * 2048) / RATE));
  });

  test('shows pitch as bands and time as frames', () => {
    const mel = createFeature({ kind: 'mel', rate: RATE, bands: 20, frames: 2 }, [4000], [2, 20]);
    const sound = new Float64Array([...tone(300, 2000), ...tone(3000, 2000)]);
    const energies = mel(sound);
    const [early, late] = [peakOf(energies.subarray(0, 20)), peakOf(energies.subarray(20))];
    expect(early).toBeLessThan(5);
    expect(late).toBeGreaterThan(14);
  });

  test('rises by the logarithm of the energy', () => {
    const mel = createFeature({ kind: 'mel', rate: RATE, bands: 12, frames: 1 }, [4000], [1, 12]);
    const [quiet, loud] = [mel(tone(1000, 4000, 0.1)), mel(tone(1000, 4000, 0.2))];
    const band = peakOf(loud);
    expect(loud[band]! - quiet[band]!).toBeCloseTo(2 * Math.log(2), 4);
  });

  test('is the same whatever silence fills the sound up', () => {
    const mel = createFeature({ kind: 'mel', rate: RATE, bands: 12, frames: 3 }, [4000], [3, 12]);
    const filled = new Float64Array(4000);
    filled.set(tone(700, 1801));
    const short = createFeature({ kind: 'mel', rate: RATE, bands: 12, frames: 3 }, [1801], [3, 12]);
    expect([...mel(filled)]).toEqual([...short(tone(700, 1801))]);
  });

  test('is finite for any sound, silence and single samples included', () => {
    const sound = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { maxLength: 700 });
    fc.assert(
      fc.property(sound, fc.integer({ min: 1, max: 9 }), (samples, frames) => {
        const input = new Float64Array(700);
        input.set(samples);
        const mel = createFeature(
          { kind: 'mel', rate: RATE, bands: 8, frames },
          [700],
          [frames, 8],
        )(input);
        expect(mel).toHaveLength(frames * 8);
        expect(mel.every(Number.isFinite)).toBe(true);
      }),
      { seed: 3, numRuns: 60 },
    );
  });
});

describe('mfcc', () => {
  const sound = Float64Array.from(
    { length: 4000 },
    (_, index) => Math.sin(index * 0.3) * Math.sin(index * 0.001),
  );

  test('is the orthonormal cosine transform of log mel energies', () => {
    const mel = createFeature(
      { kind: 'mel', rate: RATE, bands: 20, frames: 2 },
      [4000],
      [2, 20],
    )(sound);
    const mfcc = createFeature(
      { kind: 'mfcc', rate: RATE, coefficients: 20, segments: 2 },
      [4000],
      [2, 20],
    )(sound);
    for (const segment of [0, 1]) {
      const [energies, cepstrum] = [mel, mfcc].map((values) =>
        values.subarray(segment * 20, segment * 20 + 20),
      );
      const squares = (values: Float64Array) =>
        values.reduce((sum, value) => sum + value * value, 0);
      expect(squares(cepstrum!)).toBeCloseTo(squares(energies!), 8);
      expect(cepstrum![0]).toBeCloseTo(
        energies!.reduce((sum, value) => sum + value, 0) / Math.sqrt(20),
        10,
      );
      const third = energies!.reduce(
        (sum, value, band) => sum + value * Math.cos((Math.PI * 3 * (band + 0.5)) / 20),
        0,
      );
      expect(cepstrum![3]).toBeCloseTo(third * Math.sqrt(2 / 20), 10);
    }
  });

  test('changes only its first coefficient with loudness', () => {
    const mfcc = createFeature(
      { kind: 'mfcc', rate: RATE, coefficients: 13, segments: 1 },
      [4000],
      [1, 13],
    );
    const noise = sound.map((value, index) => 0.3 * value + 0.3 * Math.sin(index * index));
    const [one, two] = [mfcc(noise), mfcc(noise.map((value) => 2 * value))];
    expect(two[0]! - one[0]!).toBeGreaterThan(1);
    for (let index = 1; index < 13; index += 1) expect(two[index]).toBeCloseTo(one[index]!, 3);
  });
});
