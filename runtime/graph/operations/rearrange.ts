import type { SliceAxis } from '../../program/index.ts';
import type { Kernel, Operand, Site } from '../kernel.ts';

/** The same numbers in another shape. */
export function reshape({ inputs, output }: Site): Kernel {
  return concatenate({ inputs, output });
}

/** End to end in memory: `join` along the first axis as well as `stack` along a new one. */
export function concatenate({ inputs, output }: Site): Kernel {
  const starts: number[] = [];
  let end = 0;
  for (const input of inputs) {
    starts.push(end);
    end += input.size;
  }
  return {
    forward(count) {
      inputs.forEach((input, k) => {
        for (let sample = 0; sample < count; sample++) {
          const from = sample * input.stride;
          const to = sample * output.size + starts[k]!;
          for (let i = 0; i < input.size; i++) output.value[to + i] = input.value[from + i]!;
        }
      });
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      inputs.forEach((input, k) => {
        if (!input.gradient) return;
        for (let sample = 0; sample < count; sample++) {
          const from = sample * input.stride;
          const to = sample * output.size + starts[k]!;
          for (let i = 0; i < input.size; i++) input.gradient[from + i]! += upstream[to + i]!;
        }
      });
    },
  };
}

/** Rows become columns. */
export function transpose(site: Site): Kernel {
  const [rows = 1, columns = 1] = site.inputs[0]!.shape;
  const entries = Int32Array.from(
    { length: rows * columns },
    (_, i) => (i % rows) * columns + Math.floor(i / rows),
  );
  return pick(entries, site);
}

/** Strided ranges and single indices, one for each axis. */
export function slice(axes: readonly SliceAxis[], site: Site): Kernel {
  return pick(sliceEntries(axes, site.inputs[0]!), site);
}

/** Zeros after the end of a vector. */
export function pad(site: Site): Kernel {
  const { size } = site.inputs[0]!;
  return pick(
    Int32Array.from({ length: site.output.size }, (_, i) => (i < size ? i : -1)),
    site,
  );
}

/** `output[i] = input[entries[i]]`; zero where that is negative. */
export function pick(entries: Int32Array, { inputs, output }: Site): Kernel {
  const input = inputs[0]!;
  return {
    forward(count) {
      for (let sample = 0; sample < count; sample++) {
        const [from, to] = [sample * input.stride, sample * output.size];
        for (let i = 0; i < entries.length; i++) {
          const entry = entries[i]!;
          output.value[to + i] = entry < 0 ? 0 : input.value[from + entry]!;
        }
      }
    },
    backward(count) {
      const into = input.gradient;
      const upstream = output.gradient;
      if (!into || !upstream) return;
      for (let sample = 0; sample < count; sample++) {
        const [from, to] = [sample * input.stride, sample * output.size];
        for (let i = 0; i < entries.length; i++) {
          const entry = entries[i]!;
          if (entry >= 0) into[from + entry]! += upstream[to + i]!;
        }
      }
    },
  };
}

function sliceEntries(axes: readonly SliceAxis[], input: Operand): Int32Array {
  let entries = [0];
  input.shape.forEach((length, position) => {
    const axis = axes[position] ?? { kind: 'range', start: 0, stop: length, step: 1 };
    const chosen = positions(axis);
    entries = entries.flatMap((entry) => chosen.map((index) => entry * length + index));
  });
  return Int32Array.from(entries);
}

function positions(axis: SliceAxis): number[] {
  if (axis.kind === 'index') return [axis.index];
  const result: number[] = [];
  for (let i = axis.start; axis.step > 0 ? i < axis.stop : i > axis.stop; i += axis.step) {
    result.push(i);
  }
  return result;
}
