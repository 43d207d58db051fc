import { readoutSize } from '../plan/plan.ts';
import type { Engine, Reservation } from './engine.ts';

/** Between the values of readouts and the circuit's outputs, and back for their gradients. */
export interface Outputs {
  read(at: Reservation, out: Float64Array): void;
  /** The weight of each value: the sum of the output gradients, each times its coefficient. */
  writeWeights(outputGradient: Float64Array, at: Reservation): void;
}

export function createOutputs({ plan, layout, vector, views }: Engine): Outputs {
  const { outputs } = plan;
  const count = outputs.length;
  const values = plan.readouts.reduce((sum, readout) => sum + readoutSize(readout), 0);
  const constants = Float64Array.from(outputs, ({ constant }) => constant);
  const flat = outputs.flatMap(({ terms }, output) => terms.map((term) => ({ ...term, output })));
  const outputOf = Int32Array.from(flat, ({ output }) => output);
  const valueOf = Int32Array.from(flat, ({ value }) => value);
  const coefficients = Float64Array.from(flat, ({ coefficient }) => coefficient);
  const { lanes, bytes } = vector;
  return {
    read: (at, out) => {
      const { numbers } = views();
      for (let sample = 0; sample < at.batch; sample++) {
        const tile = Math.floor(sample / lanes);
        const first = (at.lanes + tile * layout.lane.size + layout.lane.values) / bytes;
        const lane = first + (sample % lanes);
        const row = sample * count;
        for (let i = 0; i < count; i++) out[row + i] = constants[i]!;
        for (let i = 0; i < flat.length; i++) {
          out[row + outputOf[i]!]! += coefficients[i]! * numbers[lane + valueOf[i]! * lanes]!;
        }
      }
    },
    writeWeights: (outputGradient, at) => {
      const { numbers } = views();
      for (let tile = 0; tile < at.tiles; tile++) {
        const first = (at.lanes + tile * layout.lane.size + layout.lane.weights) / bytes;
        numbers.fill(0, first, first + values * lanes);
        for (let lane = 0; lane < lanes && tile * lanes + lane < at.batch; lane++) {
          const row = (tile * lanes + lane) * count;
          for (let i = 0; i < flat.length; i++) {
            numbers[first + lane + valueOf[i]! * lanes]! +=
              coefficients[i]! * outputGradient[row + outputOf[i]!]!;
          }
        }
      }
    },
  };
}
