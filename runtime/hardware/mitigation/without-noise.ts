import { measurementSize, type Circuit } from '../../program/index.ts';
import type { MeasuredCircuit } from '../measured-circuit.ts';
import { extrapolate, type Extrapolator } from './extrapolate.ts';
import { nearestDistribution } from './simplex.ts';

/** What a machine measured of a circuit whose noise was so many times as strong. */
export interface NoisyCircuit {
  readonly factor: number;
  readonly measured: MeasuredCircuit;
}

/**
 * The numbers of a circuit as they would be without noise, number by number; what then are no probabilities becomes the
 * nearest distribution.
 * @param points at least as many as the curve has parameters
 * @throws UserProblem `argument-invalid` for too few points
 */
export function withoutNoise(
  { measurements }: Circuit,
  points: readonly NoisyCircuit[],
  by: Extrapolator,
): MeasuredCircuit {
  const length = points[0]!.measured.values.length;
  const values = new Float64Array(length);
  const errors = new Float64Array(length);
  for (let k = 0; k < length; k++) {
    const estimates = points.map(({ factor, measured }) => ({
      factor,
      value: measured.values[k]!,
      error: measured.errors[k]!,
    }));
    const { value, error } = extrapolate(estimates, by);
    values[k] = value;
    errors[k] = error;
  }
  const sizes = measurements.map(measurementSize);
  for (let start = 0; start < length;) {
    for (const [index, { kind }] of measurements.entries()) {
      const own = values.subarray(start, start + sizes[index]!);
      if (kind === 'probabilities') own.set(nearestDistribution(own));
      start += sizes[index]!;
    }
  }
  return { values, errors };
}
