import type { Kernel, Site } from '../kernel.ts';
import { bitCount, numberOfBits } from './bit-strings.ts';
import { hammingKernel, kernelByDistance } from './hamming-kernel.ts';

/**
 * Squared distance of a distribution p over n-bit strings from one draw t of the true one, in the space of a kernel K
 * with ones on its diagonal: `(p - e_t)' K (p - e_t) = p' K p - 2 (K p)(t) + 1`.
 *
 * It is exact: p is known, nothing is sampled. Its mean over draws t from q is the squared maximum mean discrepancy of
 * p and q (Gretton et al. 2012) and `1 - q' K q`, which no weight changes; so its gradient, averaged over the samples
 * of a batch, is an unbiased estimate of that of the discrepancy (Liu and Wang 2018), and of its mean over what is given
 * where p depends on the sample.
 */
export function mmd(bandwidths: readonly number[], { inputs, output }: Site): Kernel {
  const p = inputs[0]!;
  const truth = inputs[1]!;
  const n = truth.size;
  const apply = hammingKernel(bandwidths, n);
  const kernel = kernelByDistance(bandwidths, n);
  // K p of each sample is half the derivative, so it is kept where that is asked for.
  const potential = new Float64Array(p.gradient ? p.value.length : p.size);
  const stride = p.gradient ? p.stride : 0;
  return {
    forward(count) {
      let energy = 0;
      for (let sample = 0; sample < count; sample++) {
        const at = sample * stride;
        if (sample === 0 || p.stride > 0) {
          const start = sample * p.stride;
          apply(p.value, start, potential, at);
          energy = 0;
          for (let x = 0; x < p.size; x++) energy += p.value[start + x]! * potential[at + x]!;
        }
        const t = numberOfBits(truth.value, sample * truth.stride, n);
        output.value[sample] = energy - 2 * potential[at + t]! + 1;
      }
    },
    backward(count) {
      const into = p.gradient;
      const upstream = output.gradient;
      if (!into || !upstream) return;
      for (let sample = 0; sample < count; sample++) {
        const factor = 2 * upstream[sample]!;
        if (factor === 0) continue;
        const at = sample * stride;
        const t = numberOfBits(truth.value, sample * truth.stride, n);
        for (let x = 0; x < p.size; x++) {
          into[at + x]! += factor * (potential[at + x]! - kernel[bitCount(x ^ t)]!);
        }
      }
    },
  };
}
