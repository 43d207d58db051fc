import type { Kernel, Operand, Site } from '../kernel.ts';
import { isLinear, linear } from './linear.ts';

/** `[m, n] @ [n]`, `[n] @ [n, m]`, `[n] @ [n]`, `[m, n] @ [n, k]`; a vector is one row on the left, one column on the right. */
export function matmul({ inputs, output }: Site): Kernel {
  const [a, b] = inputs as [Operand, Operand];
  const rows = a.shape.length === 2 ? a.shape[0]! : 1;
  const inner = a.shape.at(-1)!;
  const columns = b.shape.length === 2 ? b.shape[1]! : 1;
  if (isLinear({ matrix: a, vectors: b })) return linear({ matrix: a, vectors: b, output });
  return columns === 1
    ? matrixTimesVector(a, b, output, { rows, inner })
    : product(a, b, output, { rows, inner, columns });
}

/** The linear layer of most models; both operands are read along their rows. */
export function matrixTimesVector(
  a: Operand,
  b: Operand,
  output: Operand,
  { rows, inner }: { readonly rows: number; readonly inner: number },
): Kernel {
  return {
    forward(count) {
      const to = output.value;
      for (let sample = 0; sample < count; sample++) {
        let atA = sample * a.stride;
        const atB = sample * b.stride;
        const at = sample * rows;
        for (let i = 0; i < rows; i++) {
          to[at + i] = dot(a.value, atA, b.value, atB, inner);
          atA += inner;
        }
      }
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      for (let sample = 0; sample < count; sample++) {
        let atA = sample * a.stride;
        const atB = sample * b.stride;
        const at = sample * rows;
        for (let i = 0; i < rows; i++) {
          const gradient = upstream[at + i]!;
          if (gradient !== 0) {
            if (a.gradient) addTimes(a.gradient, atA, gradient, b.value, atB, inner);
            if (b.gradient) addTimes(b.gradient, atB, gradient, a.value, atA, inner);
          }
          atA += inner;
        }
      }
    },
  };
}

/** Four sums by turns, since one alone waits for each addition. */
function dot(a: Float64Array, atA: number, b: Float64Array, atB: number, length: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let l = 0;
  for (; l + 3 < length; l += 4) {
    s0 += a[atA + l]! * b[atB + l]!;
    s1 += a[atA + l + 1]! * b[atB + l + 1]!;
    s2 += a[atA + l + 2]! * b[atB + l + 2]!;
    s3 += a[atA + l + 3]! * b[atB + l + 3]!;
  }
  for (; l < length; l++) s0 += a[atA + l]! * b[atB + l]!;
  return s0 + s1 + (s2 + s3);
}

/** `into += factor values`, of so many entries from a place of either. */
function addTimes(
  into: Float64Array,
  to: number,
  factor: number,
  values: Float64Array,
  from: number,
  length: number,
): void {
  for (let l = 0; l < length; l++) into[to + l]! += factor * values[from + l]!;
}

function product(
  a: Operand,
  b: Operand,
  output: Operand,
  {
    rows,
    inner,
    columns,
  }: { readonly rows: number; readonly inner: number; readonly columns: number },
): Kernel {
  return {
    forward(count) {
      const [from, other, to] = [a.value, b.value, output.value];
      for (let sample = 0; sample < count; sample++) {
        const atA = sample * a.stride;
        const atB = sample * b.stride;
        const at = sample * output.size;
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++) {
            let sum = 0;
            for (let l = 0; l < inner; l++) {
              sum += from[atA + i * inner + l]! * other[atB + l * columns + j]!;
            }
            to[at + i * columns + j] = sum;
          }
        }
      }
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      const [from, other, fromGradient, otherGradient] = [a.value, b.value, a.gradient, b.gradient];
      for (let sample = 0; sample < count; sample++) {
        const atA = sample * a.stride;
        const atB = sample * b.stride;
        const at = sample * output.size;
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++) {
            const gradient = upstream[at + i * columns + j]!;
            if (gradient === 0) continue;
            if (fromGradient) {
              for (let l = 0; l < inner; l++) {
                fromGradient[atA + i * inner + l]! += gradient * other[atB + l * columns + j]!;
              }
            }
            if (otherGradient) {
              for (let l = 0; l < inner; l++) {
                otherGradient[atB + l * columns + j]! += gradient * from[atA + i * inner + l]!;
              }
            }
          }
        }
      }
    },
  };
}
