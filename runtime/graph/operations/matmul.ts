import type { Kernel, Site } from '../kernel.ts';

/** `[m, n] @ [n]`, `[n] @ [n, m]`, `[n] @ [n]`, `[m, n] @ [n, k]`; a vector is one row on the left, one column on the right. */
export function matmul({ inputs, output }: Site): Kernel {
  const a = inputs[0]!;
  const b = inputs[1]!;
  const rows = a.shape.length === 2 ? a.shape[0]! : 1;
  const inner = a.shape.at(-1)!;
  const columns = b.shape.length === 2 ? b.shape[1]! : 1;
  return {
    forward(count) {
      for (let sample = 0; sample < count; sample++) {
        const atA = sample * a.stride;
        const atB = sample * b.stride;
        const at = sample * output.size;
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++) {
            let sum = 0;
            for (let l = 0; l < inner; l++) {
              sum += a.value[atA + i * inner + l]! * b.value[atB + l * columns + j]!;
            }
            output.value[at + i * columns + j] = sum;
          }
        }
      }
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      for (let sample = 0; sample < count; sample++) {
        const atA = sample * a.stride;
        const atB = sample * b.stride;
        const at = sample * output.size;
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++) {
            const gradient = upstream[at + i * columns + j]!;
            if (gradient === 0) continue;
            if (a.gradient) {
              for (let l = 0; l < inner; l++) {
                a.gradient[atA + i * inner + l]! += gradient * b.value[atB + l * columns + j]!;
              }
            }
            if (b.gradient) {
              for (let l = 0; l < inner; l++) {
                b.gradient[atB + l * columns + j]! += gradient * a.value[atA + i * inner + l]!;
              }
            }
          }
        }
      }
    },
  };
}
