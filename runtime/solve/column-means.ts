import type { Features } from './matrices.ts';

/** The mean of each entry over all samples, `[size]`. */
export function columnMeans({ count, size, values }: Features): Float64Array {
  const means = new Float64Array(size);
  for (let place = 0; place < values.length; place += 1) means[place % size]! += values[place]!;
  return means.map((sum) => sum / count);
}
