import type { Engine } from './engine.ts';
import type { Reservation } from './jobs.ts';

/** Between the values of readouts and the circuit's outputs, and back for their gradients. */
export interface Outputs {
  read(at: Reservation, out: Float64Array): void;
  /** The weight of each value: the sum of the output gradients, each times its coefficient. */
  writeWeights(outputGradient: Float64Array, at: Reservation): void;
}

export function createOutputs({
  plan,
  layout,
  transfers,
  kernels,
  vector,
  views,
}: Engine): Outputs {
  const { outputs, weights } = transfers;
  const { lane } = layout;
  const rowBytes = plan.outputs.length * 8;
  return {
    read: (at, out) => {
      const values = at.lanes + lane.values;
      kernels.rows(outputs.start, outputs.end, values, at.outputs, rowBytes, at.tiles, lane.size);
      out.set(views().doubles.subarray(at.outputs / 8, at.outputs / 8 + out.length));
    },
    writeWeights: (outputGradient, at) => {
      const { doubles } = views();
      const end = at.outputs / 8 + outputGradient.length;
      doubles.set(outputGradient, at.outputs / 8);
      doubles.fill(0, end, (at.outputs + at.tiles * vector.lanes * rowBytes) / 8);
      kernels.vectors(
        weights.start,
        weights.end,
        layout.zeros,
        at.outputs,
        rowBytes,
        at.lanes + lane.weights,
        at.tiles,
        lane.size,
      );
    },
  };
}
