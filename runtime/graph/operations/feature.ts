import { createFeature } from '../../features/index.ts';
import type { Feature } from '../../program/index.ts';
import type { Kernel, Site } from '../kernel.ts';

/** A fixed transform of pictures, sound or text, sample by sample. Nothing trainable stands before it. */
export function feature(description: Feature, { inputs, output }: Site): Kernel {
  const input = inputs[0]!;
  const transform = createFeature(description, input.shape, output.shape);
  return {
    forward(count) {
      for (let sample = 0; sample < count; sample++) {
        const start = sample * input.stride;
        output.value.set(
          transform(input.value.subarray(start, start + input.size)),
          sample * output.size,
        );
      }
    },
    backward() {
      // createEvaluator refuses features of trainable values.
    },
  };
}
