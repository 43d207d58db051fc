import type { Features, Kernel } from '../../solve/index.ts';
import { rowOf } from './row-of.ts';

/** `exp(-gamma |x - y|²)` */
export function gaussian(a: Float64Array, b: Float64Array, gamma: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const gap = a[i]! - b[i]!;
    sum += gap * gap;
  }
  return Math.exp(-gamma * sum);
}

/** Of each pair of samples. */
export function gaussianKernel(features: Features, gamma: number): Kernel {
  const { count } = features;
  const values = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    const row = rowOf(features, i);
    for (let j = 0; j <= i; j++) {
      const value = gaussian(row, rowOf(features, j), gamma);
      values[i * count + j] = value;
      values[j * count + i] = value;
    }
  }
  return { count, values };
}

/** Widths around one over the sum of all variances, which is scikit-learn's `gamma="scale"`, times `factors`. */
export function gammas({ count, size, values }: Features, factors: readonly number[]): number[] {
  let total = 0;
  for (let entry = 0; entry < size; entry++) {
    let [sum, squares] = [0, 0];
    for (let place = entry; place < values.length; place += size) {
      sum += values[place]!;
      squares += values[place]! ** 2;
    }
    total += Math.max(0, squares / count - (sum / count) ** 2);
  }
  return factors.map((factor) => factor / (total || 1));
}

/** Rows that a kernel machine learns from: a kernel of more is dear in memory and time. */
export const MOST_ROWS = 3000;
