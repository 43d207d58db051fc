import type { Operation } from '../program/index.ts';
import { sourceProblem } from '../data/problems.ts';
import { principalAxes } from './axes.ts';
import type { FitRows } from './fit-rows.ts';

/** The `fit` operation of a node. */
export type StatisticRequest = Omit<Extract<Operation, { readonly kind: 'fit' }>, 'kind'>;

/**
 * A statistic over the rows of the training split, entry by entry; each row is asked for once, in order.
 *
 * `deviation` is that of the population (divided by N); `quantile` interpolates linearly between the two nearest rows
 * (Hyndman and Fan 1996, type 7); `principal_axes` gives unit rows `[width, size]` by falling variance, zeros beyond
 * the rank; `latent_axes` the same of uncentred rows; `inverse_document_frequency` gives `ln((1 + N) / (1 + df)) + 1`
 * (scikit-learn's smoothed form).
 *
 * @throws UserProblem `split-empty` without rows: no training sample has the modality.
 */
export function fitStatistic(request: StatisticRequest, rows: FitRows): Float64Array {
  if (rows.count === 0) {
    throw sourceProblem(
      'split-empty',
      'No training sample has a value to take a statistic of: a modality is absent in all of them.',
    );
  }
  switch (request.statistic) {
    case 'average':
      return average(rows);
    case 'deviation':
      return deviation(rows);
    case 'lowest':
      return fold(rows, Infinity, Math.min);
    case 'highest':
      return fold(rows, -Infinity, Math.max);
    case 'quantile':
      return quantile(rows, request.quantile ?? 0.5);
    case 'principal_axes':
      return principalAxes(rows, request.width ?? 1, 'centred');
    case 'latent_axes':
      return principalAxes(rows, request.width ?? 1, 'as they are');
    case 'inverse_document_frequency':
      return inverseDocumentFrequency(rows);
  }
}

function average({ count, size, row }: FitRows): Float64Array {
  const sums = new Float64Array(size);
  for (let index = 0; index < count; index += 1) {
    const values = row(index);
    for (let entry = 0; entry < size; entry += 1) sums[entry]! += values[entry]!;
  }
  return sums.map((sum) => sum / count);
}

/** In one pass, by Welford's update (Knuth 4.2.2), since a sum of squares would cancel. */
function deviation({ count, size, row }: FitRows): Float64Array {
  const mean = new Float64Array(size);
  const squares = new Float64Array(size);
  for (let index = 0; index < count; index += 1) {
    const values = row(index);
    for (let entry = 0; entry < size; entry += 1) {
      const value = values[entry]!;
      const distance = value - mean[entry]!;
      mean[entry]! += distance / (index + 1);
      squares[entry]! += distance * (value - mean[entry]!);
    }
  }
  return squares.map((sum) => Math.sqrt(sum / count));
}

function quantile({ count, size, row }: FitRows, share: number): Float64Array {
  const columns = new Float64Array(size * count);
  for (let index = 0; index < count; index += 1) {
    const values = row(index);
    for (let entry = 0; entry < size; entry += 1) columns[entry * count + index] = values[entry]!;
  }
  const place = share * (count - 1);
  const below = Math.floor(place);
  return Float64Array.from({ length: size }, (_, entry) => {
    const sorted = columns.subarray(entry * count, (entry + 1) * count).sort();
    const low = sorted[below]!;
    return low + (place - below) * (sorted[Math.min(below + 1, count - 1)]! - low);
  });
}

function inverseDocumentFrequency(rows: FitRows): Float64Array {
  const frequency = fold(rows, 0, (sum, times) => sum + (times > 0 ? 1 : 0));
  return frequency.map((documents) => Math.log((1 + rows.count) / (1 + documents)) + 1);
}

function fold(
  { count, size, row }: FitRows,
  start: number,
  join: (previous: number, value: number) => number,
): Float64Array {
  const result = new Float64Array(size).fill(start);
  for (let index = 0; index < count; index += 1) {
    const values = row(index);
    for (let entry = 0; entry < size; entry += 1)
      result[entry] = join(result[entry]!, values[entry]!);
  }
  return result;
}
