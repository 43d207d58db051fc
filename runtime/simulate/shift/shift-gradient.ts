import { rowsAtOnce } from '../chunks.ts';
import { addSlope } from './add-slope.ts';
import type { Gradient, GradientRequest } from './gradient.ts';
import { leafValues, runRows } from './rows.ts';
import { shiftRows } from './shift-rows.ts';

/**
 * Parameter-shift: each gate is shifted alone, and the chain rule leads through its affine angle to the leaves.
 * Exact where the values are.
 */
export function shiftGradient(request: GradientRequest): Gradient {
  const { order, shifted } = request;
  const rows = shiftRows(shifted);
  const estimator = request.estimate();
  const widest = Math.max(estimator.outputs, estimator.sampledLeaves);
  const most = rowsAtOnce(request.circuit, request.isNoisy, widest);
  return (point, outputGradient, batch, shared, sampled) => {
    shared.fill(0);
    sampled.fill(0);
    runRows({
      most,
      estimator,
      point,
      batch,
      rowsPerSample: rows.length,
      own: order.sampledCount,
      outputGradient,
      write: (sample, row, values, start) =>
        rows[row]!.write(leafValues(point, order, sample), values, start),
      read: (sample, row, loss) => {
        for (const { leaf, coefficient } of rows[row]!.terms) {
          addSlope(order, { shared, sampled }, sample, leaf, coefficient * loss);
        }
      },
    });
  };
}
