import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applySolver,
  fitKmeans,
  fitSpectral,
  type Features,
  type FittedSolver,
  type Kernel,
} from '../../runtime/solve/index.ts';
import {
  cloud,
  featuresOf,
  isSame,
  kernelOf,
  noisy,
  rbf,
  rings,
  rowOf,
  rowsOf,
} from '../support/clouds.ts';

describe('k-means', () => {
  test('finds clouds', () => {
    const { truth, ...features } = cloud(1, 120, 3, 8);
    expect(groupsOf(fitKmeans(features, { groups: 3 }), features)).toEqual(truth);
  });

  test('puts each centroid in the mean of its group, numbered as they occur', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 1e6 }),
        (count, groups, seed) => {
          const features = cloud(seed, count, 2, 1);
          const fitted = fitKmeans(features, { groups, seed });
          const found = groupsOf(fitted, features);
          expect([...new Set(found)]).toEqual([...new Set(found).keys()]);
          expect(fitted.centroids).toHaveLength(Math.min(groups, count));
          for (const group of new Set(found)) {
            const own = rowsOf(features).filter((_, index) => found[index] === group);
            for (const [entry, value] of fitted.centroids[group]!.entries())
              expect(value).toBeCloseTo(
                own.reduce((sum, row) => sum + row[entry]!, 0) / own.length,
                9,
              );
          }
        },
      ),
      { seed: 8, numRuns: 60 },
    );
  });

  test('does not fail for want of different samples', () => {
    const features = featuresOf([[1], [1], [4], [1]]);
    expect(groupsOf(fitKmeans(features, { groups: 3 }), features)).toEqual([0, 0, 1, 0]);
  });

  test('ends by itself however small the numbers are', () => {
    const { truth, ...features } = cloud(2, 60, 3, 8);
    const tiny = { ...features, values: features.values.map((value) => value * 1e-7) };
    expect(groupsOf(fitKmeans(tiny, { groups: 3 }), tiny)).toEqual(truth);
  });
});

describe('spectral clustering', () => {
  test('follows two rings, where k-means cuts them in half', () => {
    const { truth, ...features } = rings(80);
    const kernel = rbf(features, 4);
    expect(likenessGroups(fitSpectral(kernel, { groups: 2 }), kernel)).toEqual(truth);
    expect(isSame(groupsOf(fitKmeans(features, { groups: 2 }), features), truth)).toBe(false);
  });

  test('finds any number of groups that have nothing in common', () => {
    for (const groups of [2, 4, 6]) {
      const { truth, ...features } = cloud(3, 180, groups, 0, 4);
      const kernel = rbf(features, 0.1);
      const values = kernel.values.map((value, place) =>
        truth[Math.floor(place / 180)] === truth[place % 180] ? value : 0,
      );
      const apart = { count: 180, values };
      expect(likenessGroups(fitSpectral(apart, { groups }), apart), String(groups)).toEqual(truth);
    }
  });

  test('puts new samples into the group they lie in', () => {
    const { truth, ...train } = cloud(4, 60, 3, 6);
    const fitted = fitSpectral(rbf(train, 0.1), { groups: 3 });
    const later = cloud(5, 30, 3, 6);
    const all = featuresOf([...rowsOf(later), ...rowsOf(train)]);
    const kernel = rbf(all, 0.1);
    later.truth.forEach((group, index) => {
      const row = rowOf(kernel.values, index, 90).slice(30);
      expect(applySolver(fitted, row)[0]).toBe(group);
    });
    expect(truth.slice(0, 3)).toEqual([0, 1, 2]);
  });

  test('places a training sample by the extension where its eigenvectors have it', () => {
    const kernel = rbf(cloud(6, 40, 2, 1), 0.2);
    const { weights } = fitSpectral(kernel, { groups: 3 });
    // The first eigenvector of the walk is constant, with eigenvalue 1, so that it is its own weights.
    const [first] = weights;
    for (const weight of first!) expect(weight).toBeCloseTo(first![0]!, 10);
  });

  test('takes a likeness below zero for none', () => {
    const { truth, ...features } = cloud(7, 60, 2, 6);
    const kernel = noisy(rbf(features, 0.1), 0.02, 3);
    const clipped = { count: 60, values: kernel.values.map((value) => Math.max(value, 0)) };
    expect(kernel.values).not.toEqual(clipped.values);
    expect(fitSpectral(kernel, { groups: 2 })).toEqual(fitSpectral(clipped, { groups: 2 }));
    expect(likenessGroups(fitSpectral(kernel, { groups: 2 }), kernel)).toEqual(truth);
  });

  test('gives finite numbers for samples that are like none', () => {
    const kernel = kernelOf([
      [1, 0.9, 0],
      [0.9, 1, 0],
      [0, 0, 0],
    ]);
    const fitted = fitSpectral(kernel, { groups: 2 });
    expect(fitted.weights.flat().every(Number.isFinite)).toBe(true);
    // It lies at the origin, and so does whatever is as unlike to all.
    expect(applySolver(fitted, [0, -1, 0])).toEqual(applySolver(fitted, [0, 0, 0]));
    expect(fitSpectral(kernel, { groups: 5 }).centroids).toHaveLength(3);
  });
});

function groupsOf(fitted: FittedSolver, features: Features): number[] {
  return rowsOf(features).map((row) => applySolver(fitted, row)[0]!);
}

function likenessGroups(fitted: FittedSolver, { count, values }: Kernel): number[] {
  return Array.from(
    { length: count },
    (_, index) => applySolver(fitted, rowOf(values, index, count))[0]!,
  );
}
