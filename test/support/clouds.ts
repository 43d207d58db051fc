import { randomStream } from '../../runtime/data/random.ts';
import type { Features, Kernel } from '../../runtime/solve/index.ts';

/** Samples of several classes around centres that lie on the axes. */
export interface Cloud extends Features {
  readonly truth: readonly number[];
}

/** @param apart Distance of each centre from the origin; the samples scatter by 1. */
export function cloud(
  seed: number,
  count: number,
  classes: number,
  apart: number,
  size = 3,
): Cloud {
  const random = randomStream(seed, 'cloud');
  const truth = Array.from({ length: count }, (_, index) => index % classes);
  const rows = truth.map((group) =>
    Array.from({ length: size }, (_, entry) => random.normal() + (entry === group ? apart : 0)),
  );
  return { ...featuresOf(rows), truth };
}

/** Two rings around one another, taking turns, of radii 1 and 3. */
export function rings(count: number): Cloud {
  const truth = Array.from({ length: count }, (_, index) => index % 2);
  const rows = truth.map((ring, index) => {
    const angle = (2 * Math.PI * index) / count;
    return [(1 + 2 * ring) * Math.cos(angle), (1 + 2 * ring) * Math.sin(angle)];
  });
  return { ...featuresOf(rows), truth };
}

export function featuresOf(rows: readonly (readonly number[])[]): Features {
  return {
    count: rows.length,
    size: rows[0]!.length,
    values: Float64Array.from(rows.flat()),
  };
}

export function rowsOf({ count, size, values }: Features): number[][] {
  return Array.from({ length: count }, (_, index) => rowOf(values, index, size));
}

export function rowOf(values: Float64Array, index: number, size: number): number[] {
  return Array.from(values.subarray(index * size, (index + 1) * size));
}

/** `exp(-gamma |a - b|^2)` of each with each, by rows of the first. */
export function rbfRows(a: Features, b: Features, gamma: number): number[][] {
  return rowsOf(a).map((x) =>
    rowsOf(b).map((y) =>
      Math.exp(-gamma * x.reduce((sum, entry, index) => sum + (entry - y[index]!) ** 2, 0)),
    ),
  );
}

export function rbf(features: Features, gamma: number): Kernel {
  return kernelOf(rbfRows(features, features, gamma));
}

export function kernelOf(rows: readonly (readonly number[])[]): Kernel {
  return { count: rows.length, values: Float64Array.from(rows.flat()) };
}

/** Every entry off by normal noise, as an estimate from shots is; the diagonal is left alone. */
export function noisy({ count, values }: Kernel, deviation: number, seed: number): Kernel {
  const random = randomStream(seed, 'noise');
  const changed = values.slice();
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < row; column += 1) {
      const error = deviation * random.normal();
      changed[row * count + column]! += error;
      changed[column * count + row]! += error;
    }
  }
  return { count, values: changed };
}

export function isSame(a: readonly number[], b: readonly number[]): boolean {
  const partner = new Map(a.map((group, index) => [group, b[index]!]));
  const back = new Map(b.map((group, index) => [group, a[index]!]));
  return a.every(
    (group, index) => partner.get(group) === b[index] && back.get(b[index]!) === group,
  );
}
