import { kmeans } from 'ml-kmeans';
import { randomStream } from '../data/random.ts';
import { requireFinite } from './matrices.ts';
import type { Features } from './matrices.ts';
import type { Fitted } from './schema.ts';

const RESTARTS = 10;
const ITERATIONS = 300;

/**
 * K-means (Lloyd 1982) from ten seeded starts by k-means++ (Arthur and Vassilvitskii 2007), of which the one with the
 * least sum of squared distances is kept. Groups are numbered as they first occur in the training list.
 *
 * @param options `groups` at least 1; there are fewer where there are fewer samples, and some stay empty where there
 *   are fewer different ones. `seed`: any integer.
 */
export function fitKmeans(
  features: Features,
  { groups, seed = 0 }: { readonly groups: number; readonly seed?: number },
): Fitted<'kmeans'> {
  requireFinite(features);
  const { count, size, values } = features;
  const rows = Array.from({ length: count }, (_, index) =>
    Array.from(values.subarray(index * size, (index + 1) * size)),
  );
  return { kind: 'kmeans', centroids: centroidsOf(rows, groups, seed) };
}

/** The group of a sample from its features. */
export function groupByKmeans({ centroids }: Fitted<'kmeans'>, row: ArrayLike<number>): number {
  return nearestCentroid(centroids, row);
}

/** The centroids of the best of the starts, in the order in which their groups first occur among the rows. */
export function centroidsOf(rows: number[][], groups: number, seed: number): number[][] {
  const random = randomStream(seed, 'kmeans');
  let best: readonly number[][] = [];
  let least = Infinity;
  for (let start = 0; start < RESTARTS; start += 1) {
    // Without tolerance, which would be a distance: it ends when no sample changes its group.
    const { centroids } = kmeans(rows, Math.min(groups, rows.length), {
      seed: random.below(2 ** 31),
      tolerance: 0,
      maxIterations: ITERATIONS,
    });
    const sum = inertia(rows, centroids);
    if (sum < least) [least, best] = [sum, centroids];
  }
  const found = new Set(rows.map((row) => nearestCentroid(best, row)));
  for (const group of best.keys()) found.add(group);
  return [...found].map((group) => best[group]!);
}

/** The first of the nearest. */
export function nearestCentroid(
  centroids: readonly (readonly number[])[],
  row: ArrayLike<number>,
): number {
  let nearest = 0;
  let least = Infinity;
  for (const [group, centroid] of centroids.entries()) {
    const distance = squaredDistance(centroid, row);
    if (distance < least) [least, nearest] = [distance, group];
  }
  return nearest;
}

function inertia(rows: readonly number[][], centroids: readonly number[][]): number {
  return rows.reduce(
    (sum, row) => sum + squaredDistance(centroids[nearestCentroid(centroids, row)]!, row),
    0,
  );
}

function squaredDistance(a: readonly number[], b: ArrayLike<number>): number {
  let sum = 0;
  for (let entry = 0; entry < a.length; entry += 1) sum += (a[entry]! - b[entry]!) ** 2;
  return sum;
}
