import { measurementSize, type Circuit } from '../program/index.ts';

/** What a machine measured of one circuit: row-major `[samples, outputs]`, in the order of `Circuit.measurements`. */
export interface MeasuredCircuit {
  readonly values: Float64Array;
  /** Standard errors. */
  readonly errors: Float64Array;
}

/** Room for the measurements of every circuit; what no job answers stays NaN. */
export function emptyMeasurements(
  circuits: readonly Circuit[],
  samples: number,
): readonly MeasuredCircuit[] {
  return circuits.map(({ measurements }) => {
    const outputs = measurements.reduce((sum, each) => sum + measurementSize(each), 0);
    return {
      values: new Float64Array(samples * outputs).fill(NaN),
      errors: new Float64Array(samples * outputs).fill(NaN),
    };
  });
}
