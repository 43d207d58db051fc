import type { FitRows } from './fit-rows.ts';

/** Rows held for repeated products; only what is not zero where most of it is zero (bags of words). */
export interface RowMatrix {
  readonly count: number;
  readonly size: number;
  /** Row `index` (less the centre) into `into`. */
  read(index: number, into: Float64Array): Float64Array;
  /** `Xᵀ X vector / count` for the rows less the centre. */
  covariance(vector: Float64Array): Float64Array;
  /** `Xᵀ weights`, the sum of the rows less the centre, each times its weight. */
  pullBack(weights: ArrayLike<number>): Float64Array;
}

/** Below this share of entries that are not zero, products skip the zeros. */
const SPARSE = 0.2;

/** Reads all rows once, in order; `centred` takes the mean row away. */
export function collectRows(rows: FitRows, origin: 'centred' | 'as they are'): RowMatrix {
  const { count, size } = rows;
  const values = new Float64Array(count * size);
  const centre = new Float64Array(size);
  let filled = 0;
  for (let index = 0; index < count; index += 1) {
    const row = rows.row(index);
    values.set(row, index * size);
    const start = index * size;
    for (let entry = 0; entry < size; entry += 1) {
      const value = values[start + entry]!;
      if (value === 0) continue; // Neither does it change a mean.
      filled += 1;
      if (origin === 'centred') centre[entry]! += value / count;
    }
  }
  if (filled < SPARSE * values.length) return sparseMatrix(values, filled, centre, count);
  for (let start = 0; start < values.length; start += size) {
    for (let entry = 0; entry < size; entry += 1) values[start + entry]! -= centre[entry]!;
  }
  return denseMatrix(values, count, size);
}

function denseMatrix(values: Float64Array, count: number, size: number): RowMatrix {
  const pullBack = (weights: ArrayLike<number>): Float64Array => {
    const sum = new Float64Array(size);
    for (let index = 0; index < count; index += BLOCK) {
      const height = Math.min(BLOCK, count - index);
      addRows(
        sum,
        values,
        index * size,
        height,
        Float64Array.from({ length: height }, (_, row) => weights[index + row]!),
      );
    }
    return sum;
  };
  return {
    count,
    size,
    read: (index, into) => {
      into.set(values.subarray(index * size, (index + 1) * size));
      return into;
    },
    covariance: (vector) => {
      const sum = new Float64Array(size);
      const weights = new Float64Array(BLOCK);
      for (let index = 0; index < count; index += BLOCK) {
        const height = Math.min(BLOCK, count - index);
        dotRows(weights, values, index * size, height, vector);
        for (let row = 0; row < height; row += 1) weights[row]! /= count;
        addRows(sum, values, index * size, height, weights);
      }
      return sum;
    },
    pullBack,
  };
}

/** Rows that are worked on together, while they are in the cache. */
const BLOCK = 4;

/** Products of `height` rows from `start` on with a vector; four at once, so that the vector is read once. */
function dotRows(
  products: Float64Array,
  values: Float64Array,
  start: number,
  height: number,
  vector: Float64Array,
): void {
  const size = vector.length;
  if (height < BLOCK) {
    for (let row = 0; row < height; row += 1)
      products[row] = dot(values, start + row * size, vector);
    return;
  }
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let entry = 0, place = start; entry < size; entry += 1, place += 1) {
    const factor = vector[entry]!;
    a += factor * values[place]!;
    b += factor * values[place + size]!;
    c += factor * values[place + 2 * size]!;
    d += factor * values[place + 3 * size]!;
  }
  products.set([a, b, c, d]);
}

/** Adds `height` rows from `start` on, each times its weight; four at once, so that the sum is written once. */
function addRows(
  sum: Float64Array,
  values: Float64Array,
  start: number,
  height: number,
  weights: Float64Array,
): void {
  const size = sum.length;
  if (height === BLOCK) {
    const [a, b, c, d] = weights as unknown as [number, number, number, number];
    for (let entry = 0, place = start; entry < size; entry += 1, place += 1) {
      sum[entry]! +=
        a * values[place]! +
        b * values[place + size]! +
        (c * values[place + 2 * size]! + d * values[place + 3 * size]!);
    }
    return;
  }
  for (let row = 0; row < height; row += 1) {
    for (let entry = 0; entry < size; entry += 1) {
      sum[entry]! += weights[row]! * values[start + row * size + entry]!;
    }
  }
}

/** Four sums at a time, so that additions need not wait for one another. */
function dot(values: Float64Array, start: number, vector: Float64Array): number {
  const size = vector.length;
  const even = size - (size % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let entry = 0; entry < even; entry += 4) {
    a += values[start + entry]! * vector[entry]!;
    b += values[start + entry + 1]! * vector[entry + 1]!;
    c += values[start + entry + 2]! * vector[entry + 2]!;
    d += values[start + entry + 3]! * vector[entry + 3]!;
  }
  for (let entry = even; entry < size; entry += 1) a += values[start + entry]! * vector[entry]!;
  return a + b + (c + d);
}

/** Compressed rows; the centre is taken away from products instead of from the rows, which would fill them. */
function sparseMatrix(
  values: Float64Array,
  filled: number,
  centre: Float64Array,
  count: number,
): RowMatrix {
  const size = centre.length;
  const starts = new Uint32Array(count + 1);
  const entries = new Uint32Array(filled);
  const kept = new Float64Array(filled);
  let next = 0;
  for (let index = 0; index < count; index += 1) {
    for (let entry = 0; entry < size; entry += 1) {
      const value = values[index * size + entry]!;
      if (value === 0) continue;
      entries[next] = entry;
      kept[next] = value;
      next += 1;
    }
    starts[index + 1] = next;
  }
  const pullBack = (weights: ArrayLike<number>): Float64Array => {
    const sum = new Float64Array(size);
    let total = 0;
    for (let index = 0; index < count; index += 1) {
      const weight = weights[index]!;
      total += weight;
      for (let place = starts[index]!; place < starts[index + 1]!; place += 1) {
        sum[entries[place]!]! += weight * kept[place]!;
      }
    }
    for (let entry = 0; entry < size; entry += 1) sum[entry]! -= total * centre[entry]!;
    return sum;
  };
  return {
    count,
    size,
    read: (index, into) => {
      for (let entry = 0; entry < size; entry += 1) into[entry] = -centre[entry]!;
      for (let place = starts[index]!; place < starts[index + 1]!; place += 1) {
        into[entries[place]!]! += kept[place]!;
      }
      return into;
    },
    covariance: (vector) => {
      const offset = dot(centre, 0, vector);
      const weights = new Float64Array(count);
      for (let index = 0; index < count; index += 1) {
        let sum = -offset;
        for (let place = starts[index]!; place < starts[index + 1]!; place += 1) {
          sum += kept[place]! * vector[entries[place]!]!;
        }
        weights[index] = sum / count;
      }
      return pullBack(weights);
    },
    pullBack,
  };
}
