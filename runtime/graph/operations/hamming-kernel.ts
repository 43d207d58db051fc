import { bitCount } from './bit-strings.ts';

/** Writes `K p` of the `2^n` numbers of `p` from `start` into `into` from `at`. */
type ApplyKernel = (p: Float64Array, start: number, into: Float64Array, at: number) => void;

/** Values of the kernel that `hammingKernel` applies, by Hamming distance from 0 to n; 1 at distance 0. */
export function kernelByDistance(bandwidths: readonly number[], n: number): Float64Array {
  const weights = bandwidths.map(weightOf);
  return Float64Array.from({ length: n + 1 }, (_, distance) => mean(weights, (w) => w ** distance));
}

/**
 * The mean of Gaussians `exp(-d / 2v)` over variances v, d being the Hamming distance, which for bits is the squared
 * Euclidean one (Liu and Wang 2018).
 *
 * Each Gaussian is a product over bits of `[[1, w], [w, 1]]`, `w = exp(-1 / 2v)`, so the Walsh-Hadamard transform makes
 * all of them diagonal at once: a word with k ones has the eigenvalue `(1 - w)^k (1 + w)^(n - k)`. Applying the mean
 * takes two transforms of `n 2^n` steps, and no matrix of `4^n` entries.
 */
export function hammingKernel(bandwidths: readonly number[], n: number): ApplyKernel {
  const weights = bandwidths.map(weightOf);
  const size = 2 ** n;
  const byOnes = Float64Array.from(
    { length: n + 1 },
    (_, ones) => mean(weights, (w) => (1 - w) ** ones * (1 + w) ** (n - ones)) / size,
  );
  const spectrum = Float64Array.from({ length: size }, (_, word) => byOnes[bitCount(word)]!);
  return (p, start, into, at) => {
    for (let i = 0; i < size; i++) into[at + i] = p[start + i]!;
    walshHadamard(into, at, size);
    for (let i = 0; i < size; i++) into[at + i]! *= spectrum[i]!;
    walshHadamard(into, at, size);
  };
}

function weightOf(variance: number): number {
  return Math.exp(-1 / (2 * variance));
}

function mean(weights: readonly number[], value: (weight: number) => number): number {
  return weights.reduce((sum, weight) => sum + value(weight), 0) / weights.length;
}

/** In place and not normalised: twice is a factor of `size`. */
function walshHadamard(values: Float64Array, start: number, size: number): void {
  for (let half = 1; half < size; half *= 2) {
    for (let block = 0; block < size; block += 2 * half) {
      for (let i = start + block; i < start + block + half; i++) {
        const [a, b] = [values[i]!, values[i + half]!];
        values[i] = a + b;
        values[i + half] = a - b;
      }
    }
  }
}
