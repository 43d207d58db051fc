import { inChunks } from '../chunks.ts';
import type { LeafOrder } from '../run/leaves.ts';
import type { Estimator } from '../simulator.ts';

/** Values that a gradient is asked for at, as `forward` was given them. */
export interface Point {
  readonly shared: Float64Array;
  readonly sampled: Float64Array;
}

/** The values of the leaves of one sample of a point. */
export function leafValues(
  { shared, sampled }: Point,
  order: LeafOrder,
  sample: number,
): (leaf: number) => number {
  const start = sample * order.sampledCount;
  return (leaf) => {
    const position = order.shared[leaf]!;
    return position >= 0 ? shared[position]! : sampled[start + order.sampled[leaf]!]!;
  };
}

export interface RowsRequest {
  /** Rows that are run at once. */
  readonly most: number;
  /** Of the circuit with additional leaves. */
  readonly estimator: Estimator;
  readonly point: Point;
  readonly batch: number;
  readonly rowsPerSample: number;
  /** How many of the sampled leaves are the circuit's own; they come first. */
  readonly own: number;
  /** Row-major `[batch, outputs]` */
  readonly outputGradient: Float64Array;
  /** Writes the additional leaves, zero before, of a row of a sample from `start` on; returns the row's weight. */
  readonly write: (sample: number, row: number, sampled: Float64Array, start: number) => number;
  /** Is told the weight of a row times `sum(outputGradient * outputs)`. */
  readonly read: (sample: number, row: number, loss: number) => void;
}

/** Runs several variants of each sample as one batch, sample after sample. */
export function runRows(request: RowsRequest): void {
  const { most, estimator, point, batch, rowsPerSample, own, outputGradient } = request;
  const { outputs, sampledLeaves } = estimator;
  inChunks(batch * rowsPerSample, most, (first, count) => {
    const values = new Float64Array(count * sampledLeaves);
    const out = new Float64Array(count * outputs);
    const weights = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const sample = Math.floor((first + i) / rowsPerSample);
      const start = i * sampledLeaves;
      for (let k = 0; k < own; k++) values[start + k] = point.sampled[sample * own + k]!;
      weights[i] = request.write(sample, (first + i) % rowsPerSample, values, start + own);
    }
    estimator.forward(point.shared, values, count, out);
    for (let i = 0; i < count; i++) {
      const sample = Math.floor((first + i) / rowsPerSample);
      let loss = 0;
      for (let k = 0; k < outputs; k++) {
        loss += outputGradient[sample * outputs + k]! * out[i * outputs + k]!;
      }
      request.read(sample, (first + i) % rowsPerSample, weights[i]! * loss);
    }
  });
}
