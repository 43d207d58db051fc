import { logSumExpOf } from '../graph/operations/normalise.ts';
import type { Features } from './matrices.ts';
import type { ConvexPoint } from './newton.ts';

/**
 * Mean cross-entropy of `softmax(W x + b)` plus `penalty / 2` times the sum of squared weights, as a function of
 * `[classes, size + 1]`: the weights of each class, then its intercept.
 */
export function softmaxLoss(
  features: Features,
  truth: ArrayLike<number>,
  classes: number,
  penalty: number,
): (point: Float64Array) => ConvexPoint {
  const { count, size, values } = features;
  const width = size + 1;

  /** `W x + b` of a sample. */
  const project = (matrix: Float64Array, sample: number, into: Float64Array): void => {
    for (let k = 0; k < classes; k += 1) {
      let sum = matrix[k * width + size]!;
      for (let entry = 0; entry < size; entry += 1)
        sum += matrix[k * width + entry]! * values[sample * size + entry]!;
      into[k] = sum;
    }
  };
  /** Adds the mean over samples of `weight_k x_entry`; for intercepts of `weight_k`. */
  const collect = (sum: Float64Array, sample: number, weights: Float64Array): void => {
    for (let k = 0; k < classes; k += 1) {
      const weight = weights[k]! / count;
      for (let entry = 0; entry < size; entry += 1)
        sum[k * width + entry]! += weight * values[sample * size + entry]!;
      sum[k * width + size]! += weight;
    }
  };
  const withPenalty = (sum: Float64Array, matrix: Float64Array): Float64Array =>
    sum.map((each, place) => (place % width === size ? each : each + penalty * matrix[place]!));

  return (point) => {
    const chances = new Float64Array(count * classes);
    const scores = new Float64Array(classes);
    const slopes = new Float64Array(point.length);
    let value = 0;
    for (let sample = 0; sample < count; sample += 1) {
      project(point, sample, scores);
      const total = logSumExpOf(scores, 0, classes);
      value += (total - scores[truth[sample]!]!) / count;
      for (let k = 0; k < classes; k += 1) {
        const chance = Math.exp(scores[k]! - total);
        chances[sample * classes + k] = chance;
        scores[k] = chance - (truth[sample] === k ? 1 : 0);
      }
      collect(slopes, sample, scores);
    }
    for (const [place, weight] of point.entries())
      if (place % width !== size) value += (penalty / 2) * weight ** 2;

    return {
      value,
      gradient: withPenalty(slopes, point),
      diagonal: () => diagonalOf(features, chances, classes, penalty),
      curve: (direction) => {
        const result = new Float64Array(point.length);
        for (let sample = 0; sample < count; sample += 1) {
          project(direction, sample, scores);
          const start = sample * classes;
          let mean = 0;
          for (let k = 0; k < classes; k += 1) mean += chances[start + k]! * scores[k]!;
          for (let k = 0; k < classes; k += 1)
            scores[k] = chances[start + k]! * (scores[k]! - mean);
          collect(result, sample, scores);
        }
        return withPenalty(result, direction);
      },
    };
  };
}

/** In place of the curvature along the intercept of a class that has all but vanished. */
const LEAST_CURVATURE = 1e-15;

function diagonalOf(
  { count, size, values }: Features,
  chances: Float64Array,
  classes: number,
  penalty: number,
): Float64Array {
  const width = size + 1;
  const result = new Float64Array(classes * width).fill(penalty);
  for (let k = 0; k < classes; k += 1) result[k * width + size] = LEAST_CURVATURE;
  for (let sample = 0; sample < count; sample += 1) {
    for (let k = 0; k < classes; k += 1) {
      const chance = chances[sample * classes + k]!;
      const spread = (chance * (1 - chance)) / count;
      for (let entry = 0; entry < size; entry += 1)
        result[k * width + entry]! += spread * values[sample * size + entry]! ** 2;
      result[k * width + size]! += spread;
    }
  }
  return result;
}
