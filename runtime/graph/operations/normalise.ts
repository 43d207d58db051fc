import type { Kernel, Site } from '../kernel.ts';

/** `e^x / sum(e^x)` over the last axis; the maximum is taken out first. */
export function softmax({ inputs, output }: Site): Kernel {
  const input = inputs[0]!;
  const length = input.shape.at(-1) ?? 1;
  const lines = input.size / length;
  return {
    forward(count) {
      for (let start = 0; start < count * lines * length; start += length) {
        const most = maximum(input.value, start, length);
        let sum = 0;
        for (let i = start; i < start + length; i++) {
          output.value[i] = Math.exp(input.value[i]! - most);
          sum += output.value[i]!;
        }
        for (let i = start; i < start + length; i++) output.value[i]! /= sum;
      }
    },
    backward(count) {
      const into = input.gradient;
      const upstream = output.gradient;
      if (!into || !upstream) return;
      for (let start = 0; start < count * lines * length; start += length) {
        let mean = 0;
        for (let i = start; i < start + length; i++) mean += upstream[i]! * output.value[i]!;
        for (let i = start; i < start + length; i++) {
          into[i]! += output.value[i]! * (upstream[i]! - mean);
        }
      }
    },
  };
}

/** `log(sum(e^x))` over the last axis, without overflow. */
export function logSumExp({ inputs, output }: Site): Kernel {
  const input = inputs[0]!;
  const length = input.shape.at(-1) ?? 1;
  const lines = input.size / length;
  return {
    forward(count) {
      for (let line = 0; line < count * lines; line++) {
        output.value[line] = logSumExpOf(input.value, line * length, length);
      }
    },
    backward(count) {
      const into = input.gradient;
      const upstream = output.gradient;
      if (!into || !upstream) return;
      for (let line = 0; line < count * lines; line++) {
        for (let i = line * length; i < (line + 1) * length; i++) {
          into[i]! += upstream[line]! * Math.exp(input.value[i]! - output.value[line]!);
        }
      }
    },
  };
}

/** Divided by the Euclidean norm of all entries; zero stays zero. */
export function unit({ inputs, output }: Site): Kernel {
  const input = inputs[0]!;
  const { size } = input;
  const norm = (start: number): number => {
    let sum = 0;
    for (let i = start; i < start + size; i++) sum += input.value[i]! ** 2;
    return Math.sqrt(sum);
  };
  return {
    forward(count) {
      for (let start = 0; start < count * size; start += size) {
        const length = norm(start);
        const factor = length > 0 ? 1 / length : 0;
        for (let i = start; i < start + size; i++) output.value[i] = input.value[i]! * factor;
      }
    },
    backward(count) {
      const into = input.gradient;
      const upstream = output.gradient;
      if (!into || !upstream) return;
      for (let start = 0; start < count * size; start += size) {
        const length = norm(start);
        if (length === 0) continue;
        let along = 0;
        for (let i = start; i < start + size; i++) along += upstream[i]! * output.value[i]!;
        for (let i = start; i < start + size; i++) {
          into[i]! += (upstream[i]! - along * output.value[i]!) / length;
        }
      }
    },
  };
}

/** `log(sum(e^x))` of `length` entries from `start`. */
export function logSumExpOf(values: Float64Array, start: number, length: number): number {
  const most = maximum(values, start, length);
  let sum = 0;
  for (let i = start; i < start + length; i++) sum += Math.exp(values[i]! - most);
  return most + Math.log(sum);
}

function maximum(values: Float64Array, start: number, length: number): number {
  let most = values[start]!;
  for (let i = start + 1; i < start + length; i++) if (values[i]! > most) most = values[i]!;
  return most;
}
