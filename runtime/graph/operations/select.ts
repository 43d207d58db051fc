import { argmax } from '../../objectives/classification.ts';
import type { Kernel, Site } from '../kernel.ts';

/** Is sample `b` of the batch without this value? */
export type Absent = (sample: number) => boolean;

/** `x` kept within `low` and `high` (scalars or of its shape); the gradient is that of x inside, zero outside. */
export function clip({ inputs, output }: Site): Kernel {
  const x = inputs[0]!;
  const low = inputs[1]!;
  const high = inputs[2]!;
  return {
    forward(count) {
      for (let sample = 0; sample < count; sample++) {
        const [atX, atLow, atHigh] = [sample * x.stride, sample * low.stride, sample * high.stride];
        for (let i = 0; i < output.size; i++) {
          const least = low.value[atLow + (i % low.size)]!;
          const most = high.value[atHigh + (i % high.size)]!;
          const value = x.value[atX + i]!;
          output.value[sample * output.size + i] =
            value < least ? least : value > most ? most : value;
        }
      }
    },
    backward(count) {
      const into = x.gradient;
      const upstream = output.gradient;
      if (!into || !upstream) return;
      for (let sample = 0; sample < count; sample++) {
        const [atX, atLow, atHigh] = [sample * x.stride, sample * low.stride, sample * high.stride];
        for (let i = 0; i < output.size; i++) {
          const value = x.value[atX + i]!;
          const inside =
            value >= low.value[atLow + (i % low.size)]! &&
            value <= high.value[atHigh + (i % high.size)]!;
          if (inside) into[atX + i]! += upstream[sample * output.size + i]!;
        }
      }
    },
  };
}

/** Rows of a table by class; a negative class gives zeros. */
export function gather({ inputs, output }: Site): Kernel {
  const table = inputs[0]!;
  const index = inputs[1]!;
  const width = table.size / table.shape[0]!;
  return {
    forward(count) {
      for (let sample = 0; sample < count; sample++) {
        for (let k = 0; k < index.size; k++) {
          const row = index.value[sample * index.stride + k]!;
          const from = sample * table.stride + row * width;
          const to = sample * output.size + k * width;
          for (let i = 0; i < width; i++)
            output.value[to + i] = row < 0 ? 0 : table.value[from + i]!;
        }
      }
    },
    backward(count) {
      const into = table.gradient;
      const upstream = output.gradient;
      if (!into || !upstream) return;
      for (let sample = 0; sample < count; sample++) {
        for (let k = 0; k < index.size; k++) {
          const row = index.value[sample * index.stride + k]!;
          if (row < 0) continue;
          const from = sample * table.stride + row * width;
          const to = sample * output.size + k * width;
          for (let i = 0; i < width; i++) into[from + i]! += upstream[to + i]!;
        }
      }
    },
  };
}

/** 1 at the class, 0 elsewhere; zeros for a negative class. */
export function oneHot({ inputs, output }: Site): Kernel {
  const index = inputs[0]!;
  const width = output.size / index.size;
  return {
    forward(count) {
      output.value.fill(0, 0, count * output.size);
      for (let k = 0; k < count * index.size; k++) {
        const chosen = index.value[k]!;
        if (chosen >= 0) output.value[k * width + chosen] = 1;
      }
    },
    backward() {
      // A class is not a number: nothing flows through it.
    },
  };
}

/** The value where it is there, else what stands in for it (of the same shape). */
export function fallback(absent: Absent, { inputs, output }: Site): Kernel {
  const value = inputs[0]!;
  const standIn = inputs[1]!;
  return {
    forward(count) {
      for (let sample = 0; sample < count; sample++) {
        const source = absent(sample) ? standIn : value;
        const from = sample * source.stride;
        for (let i = 0; i < output.size; i++) {
          output.value[sample * output.size + i] = source.value[from + i]!;
        }
      }
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      for (let sample = 0; sample < count; sample++) {
        const source = absent(sample) ? standIn : value;
        if (!source.gradient) continue;
        const into = sample * source.stride;
        for (let i = 0; i < output.size; i++) {
          source.gradient[into + i]! += upstream[sample * output.size + i]!;
        }
      }
    },
  };
}

/** Index of the largest entry, the first where several are; nothing flows back through it. */
export function largest({ inputs, output }: Site): Kernel {
  const x = inputs[0]!;
  return {
    forward(count) {
      for (let sample = 0; sample < count; sample++) {
        output.value[sample] = argmax(x.value, sample * x.stride, x.size);
      }
    },
    backward() {
      // A class does not change by little steps.
    },
  };
}
