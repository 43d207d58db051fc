import type { Kernel, Site } from '../kernel.ts';
import { numberOfBits } from './bit-strings.ts';

/** Share of the uniform distribution, so that what the model rules out has a finite loss and a finite slope. */
const UNIFORM = 1e-6;

/**
 * `-log p(t)` in nats of a draw t of the true distribution, p being the given one mixed with a little of the uniform:
 * its mean over draws from q is the Kullback-Leibler divergence of q from p and the entropy of q, which no weight
 * changes.
 */
export function divergence({ inputs, output }: Site): Kernel {
  const p = inputs[0]!;
  const truth = inputs[1]!;
  const likelihood = (sample: number): { readonly at: number; readonly value: number } => {
    const t = numberOfBits(truth.value, sample * truth.stride, truth.size);
    const at = sample * p.stride + t;
    return { at, value: (1 - UNIFORM) * p.value[at]! + UNIFORM / p.size };
  };
  return {
    forward(count) {
      for (let sample = 0; sample < count; sample++)
        output.value[sample] = -Math.log(likelihood(sample).value);
    },
    backward(count) {
      const into = p.gradient;
      const upstream = output.gradient;
      if (!into || !upstream) return;
      for (let sample = 0; sample < count; sample++) {
        const { at, value } = likelihood(sample);
        into[at]! -= (upstream[sample]! * (1 - UNIFORM)) / value;
      }
    },
  };
}
