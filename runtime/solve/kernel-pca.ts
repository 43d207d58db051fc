import { largestEigenvectors, withPositivePeak } from '../features/symmetric.ts';
import { columnMeans } from './column-means.ts';
import { everySample, requireFinite } from './matrices.ts';
import type { Kernel } from './matrices.ts';
import type { Fitted } from './schema.ts';

/** Directions with less than this part of the sum of all variances are rounding noise. */
const NEGLIGIBLE = 1e-13;

/**
 * Kernel principal components (Schölkopf, Smola and Müller 1998): the directions of largest variance in the space of
 * the kernel, centred there. A sample has the coordinate `sum over landmarks j of v_j k(x, j) / sqrt(eigenvalue)`; since
 * the entries of an eigenvector `v` sum to zero, only the means of the training kernel remain of the centring, as an
 * offset. As scikit-learn's `KernelPCA`; the entry of largest magnitude of each eigenvector is positive.
 *
 * Directions beyond the rank, and those of negative eigenvalues, which only noise in the kernel can make, give zero.
 *
 * @param options `width` is the number of coordinates.
 */
export function fitKernelPca(
  kernel: Kernel,
  { width }: { readonly width: number },
): Fitted<'kernel_pca'> {
  requireFinite(kernel);
  const { count, values } = kernel;
  const means = columnMeans({ count, size: count, values });
  const wanted = Math.min(width, count);
  const found = largestEigenvectors(centred(values, means), count, wanted);
  const smallest = NEGLIGIBLE * trace(kernel);
  const weights = Array.from({ length: width }, (_, index) => {
    const eigenvalue = found.values[index] ?? 0;
    if (!(eigenvalue > smallest)) return new Array<number>(count).fill(0);
    return Array.from(
      withPositivePeak(found.vectors[index]!),
      (entry) => entry / Math.sqrt(eigenvalue),
    );
  });
  const offsets = weights.map((row) =>
    row.reduce((sum, weight, index) => sum - weight * means[index]!, 0),
  );
  return { kind: 'kernel_pca', landmarks: everySample(count), weights, offsets };
}

function centred(values: Float64Array, means: Float64Array): Float64Array {
  const { length } = means;
  const mean = means.reduce((sum, each) => sum + each, 0) / length;
  const result = new Float64Array(values.length);
  for (let row = 0, place = 0; row < length; row += 1) {
    const shift = mean - means[row]!;
    for (let column = 0; column < length; column += 1, place += 1)
      result[place] = values[place]! + shift - means[column]!;
  }
  return result;
}

function trace({ count, values }: Kernel): number {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += Math.abs(values[index * (count + 1)]!);
  return sum;
}
