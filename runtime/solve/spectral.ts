import { largestEigenvectors, withPositivePeak } from '../features/symmetric.ts';
import { centroidsOf, nearestCentroid } from './kmeans.ts';
import { everySample, requireFinite } from './matrices.ts';
import type { Kernel } from './matrices.ts';
import type { Fitted } from './schema.ts';

/** Eigenvalues of the normalised likeness are at most 1; below this they are rounding noise. */
const NEGLIGIBLE = 1e-13;

/**
 * Spectral clustering (Shi and Malik 2000; von Luxburg 2007): k-means on the leading eigenvectors `u` of `D^-1 K`,
 * those of the normalised Laplacian, where `D` holds the sums of the rows.
 *
 * A new sample gets its coordinates by the Nyström extension `u(x) = sum_j k(x, j) u_j / (d(x) eigenvalue)` with
 * `d(x) = sum_j k(x, j)` (Bengio et al. 2004), which on a training sample is the eigenvector equation itself. So that
 * the two agree to the last bit, the training samples are placed by the extension too before they are grouped.
 *
 * A likeness below zero, as noise and signed kernels have it, counts as none. An eigenvector whose eigenvalue is not
 * positive gives no coordinate. Groups are numbered as they first occur in the training list; a sample that is like
 * no landmark lies at the origin.
 *
 * @param options `groups` at least 1; there are fewer where there are fewer samples. `seed`: any integer.
 */
export function fitSpectral(
  kernel: Kernel,
  { groups, seed = 0 }: { readonly groups: number; readonly seed?: number },
): Fitted<'spectral'> {
  requireFinite(kernel);
  const { count } = kernel;
  const values = kernel.values.map((value) => Math.max(value, 0));
  const scales = inverseRoots(values, count);
  for (let row = 0, place = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1, place += 1)
      values[place]! *= scales[row]! * scales[column]!;
  }
  const found = largestEigenvectors(values, count, Math.min(groups, count));
  const weights = found.vectors.map((vector, index) => {
    const eigenvalue = found.values[index]!;
    const factor = eigenvalue > NEGLIGIBLE ? 1 / eigenvalue : 0;
    return Array.from(withPositivePeak(vector), (entry, row) => entry * scales[row]! * factor);
  });
  const places = everySample(count).map((index) =>
    coordinates(weights, kernel.values.subarray(index * count, (index + 1) * count)),
  );
  const centroids = centroidsOf(places, groups, seed);
  return { kind: 'spectral', landmarks: everySample(count), weights, centroids };
}

/** The group of a sample from its likeness to the landmarks. */
export function groupBySpectrum(
  { weights, centroids }: Fitted<'spectral'>,
  row: ArrayLike<number>,
): number {
  return nearestCentroid(centroids, coordinates(weights, row));
}

function coordinates(weights: readonly (readonly number[])[], row: ArrayLike<number>): number[] {
  const likeness = Float64Array.from(row, (value) => Math.max(value, 0));
  const degree = likeness.reduce((sum, value) => sum + value, 0);
  if (degree === 0) return weights.map(() => 0);
  return weights.map(
    (factors) => likeness.reduce((sum, value, index) => sum + value * factors[index]!, 0) / degree,
  );
}

/** `D^-1/2`, zero for a sample that is like none, not even itself. */
function inverseRoots(values: Float64Array, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, row) => {
    const degree = values
      .subarray(row * count, (row + 1) * count)
      .reduce((sum, value) => sum + value, 0);
    return degree > 0 ? 1 / Math.sqrt(degree) : 0;
  });
}
