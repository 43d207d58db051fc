/** Brings sounds of one rate to another. */
export type Resampler = (samples: Float32Array, length: number) => Float32Array;

/** Zero crossings of the sinc on each side: a transition band of about a tenth of the lower rate's band. */
const CROSSINGS = 24;
/** Kaiser window: about 80 dB of stop band (Kaiser 1974). */
const BETA = 7.857;
/** The pass band ends a little below half the lower rate, so that what folds back is in the stop band. */
const ROLL_OFF = 0.95;
/** More phases than this (odd rates such as 44100 to 7999) are computed anew each time. */
const MOST_PHASES = 2048;

/**
 * Band-limited interpolation by a windowed sinc (Smith, "Digital Audio Resampling", CCRMA), one set of weights for
 * each phase of the rational ratio, each normalised to keep a constant constant. Beyond the ends there is silence.
 *
 * @param from Rate of what comes in, Hz.
 * @param to Rate of what goes out, Hz.
 * @returns A function from samples and a number of wanted samples to the first so many of the resampled sound.
 */
export function createResampler(from: number, to: number): Resampler {
  if (from === to) return (samples, length) => samples.subarray(0, length);
  const cutoff = Math.min(1, to / from) * ROLL_OFF;
  const reach = CROSSINGS / cutoff;
  const divisor = greatestDivisor(from, to);
  const phases = to / divisor;
  const table = phases <= MOST_PHASES ? new Map<number, Float64Array>() : undefined;
  const weightsAt = (index: number, centre: number): Float64Array => {
    const phase = index % phases;
    const known = table?.get(phase);
    if (known !== undefined) return known;
    const weights = sincWeights(centre - Math.floor(centre), cutoff, reach);
    table?.set(phase, weights);
    return weights;
  };
  const before = Math.ceil(reach) - 1;
  return (samples, length) => {
    const available = Math.min(length, Math.ceil((samples.length * to) / from));
    const resampled = new Float32Array(available);
    for (let index = 0; index < available; index += 1) {
      const centre = (index * from) / to;
      const weights = weightsAt(index, centre);
      const start = Math.floor(centre) - before;
      const stop = Math.min(weights.length, samples.length - start);
      let sum = 0;
      for (let tap = Math.max(0, -start); tap < stop; tap += 1)
        sum += weights[tap]! * samples[start + tap]!;
      resampled[index] = sum;
    }
    return resampled;
  };
}

/** Weights of the samples from `1 - ceil(reach)` to `ceil(reach)` around a place `fraction` after sample 0. */
function sincWeights(fraction: number, cutoff: number, reach: number): Float64Array {
  const before = Math.ceil(reach) - 1;
  const weights = Float64Array.from({ length: 2 * Math.ceil(reach) }, (_, tap) => {
    const distance = tap - before - fraction;
    const ratio = distance / reach;
    if (Math.abs(ratio) >= 1) return 0;
    const x = Math.PI * cutoff * distance;
    const sinc = x === 0 ? 1 : Math.sin(x) / x;
    return sinc * bessel(BETA * Math.sqrt(1 - ratio * ratio));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The modified Bessel function of order zero, by its power series. */
function bessel(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-12 * sum; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
