import type { Kernel, Site } from '../kernel.ts';
import { logSumExpOf } from './normalise.ts';
import { sigmoid } from './unary.ts';

/** `-log softmax(logits)[truth]` of logits `[k]`; zero for a negative class. */
export function crossEntropy({ inputs, output }: Site): Kernel {
  const logits = inputs[0]!;
  const truth = inputs[1]!;
  const { size } = logits;
  return {
    forward(count) {
      for (let sample = 0; sample < count; sample++) {
        const start = sample * logits.stride;
        const index = truth.value[sample * truth.stride]!;
        output.value[sample] =
          index < 0 ? 0 : logSumExpOf(logits.value, start, size) - logits.value[start + index]!;
      }
    },
    backward(count) {
      const into = logits.gradient;
      const upstream = output.gradient;
      if (!into || !upstream) return;
      for (let sample = 0; sample < count; sample++) {
        const gradient = upstream[sample]!;
        const index = truth.value[sample * truth.stride]!;
        if (gradient === 0 || index < 0) continue;
        const start = sample * logits.stride;
        const normaliser = logSumExpOf(logits.value, start, size);
        for (let i = 0; i < size; i++) {
          into[start + i]! += gradient * Math.exp(logits.value[start + i]! - normaliser);
        }
        into[start + index]! -= gradient;
      }
    },
  };
}

/** `log(1 + e^x) - truth * x` of a logit, the truth being 0 or 1. */
export function binaryCrossEntropy({ inputs, output }: Site): Kernel {
  const logit = inputs[0]!;
  const truth = inputs[1]!;
  return {
    forward(count) {
      for (let sample = 0; sample < count; sample++) {
        const x = logit.value[sample * logit.stride]!;
        const softplus = Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        output.value[sample] = softplus - truth.value[sample * truth.stride]! * x;
      }
    },
    backward(count) {
      const into = logit.gradient;
      const upstream = output.gradient;
      if (!into || !upstream) return;
      for (let sample = 0; sample < count; sample++) {
        const at = sample * logit.stride;
        into[at]! +=
          upstream[sample]! * (sigmoid(logit.value[at]!) - truth.value[sample * truth.stride]!);
      }
    },
  };
}

/** Mean over entries of the Huber loss: `e^2 / 2` up to `delta`, `delta * (|e| - delta / 2)` beyond (Huber 1964). */
export function huber(delta: number, { inputs, output }: Site): Kernel {
  const guess = inputs[0]!;
  const truth = inputs[1]!;
  const { size } = guess;
  return {
    forward(count) {
      for (let sample = 0; sample < count; sample++) {
        let sum = 0;
        for (let i = 0; i < size; i++) {
          const error =
            guess.value[sample * guess.stride + i]! - truth.value[sample * truth.stride + i]!;
          const distance = Math.abs(error);
          sum += distance <= delta ? error ** 2 / 2 : delta * (distance - delta / 2);
        }
        output.value[sample] = sum / size;
      }
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      for (let sample = 0; sample < count; sample++) {
        const [atGuess, atTruth] = [sample * guess.stride, sample * truth.stride];
        for (let i = 0; i < size; i++) {
          const error = guess.value[atGuess + i]! - truth.value[atTruth + i]!;
          const slope = (Math.max(-delta, Math.min(delta, error)) * upstream[sample]!) / size;
          if (guess.gradient) guess.gradient[atGuess + i]! += slope;
          if (truth.gradient) truth.gradient[atTruth + i]! -= slope;
        }
      }
    },
  };
}
