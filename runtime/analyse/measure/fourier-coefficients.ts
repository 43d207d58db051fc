import type { Circuit, Measurement } from '../../program/index.ts';
import { rowSimulator } from './states.ts';

/**
 * Mean squares, over draws and readouts, of the coefficients of frequencies `0, unit, ..., reach * unit`, from evenly
 * spaced places of one period.
 * @param base leaves where the feature is 0, row-major `[draws, leaves]`
 * @param slopes of the leaves along the feature
 */
export function coefficientSquares(
  circuit: Circuit,
  base: Float64Array,
  slopes: Float64Array,
  unit: number,
  reach: number,
): Float64Array {
  const places = 2 * reach + 1;
  const width = circuit.leaves.length;
  const draws = base.length / width;
  const simulator = rowSimulator(circuit, circuit.measurements.map(withoutPhases));
  const leaves = new Float64Array(draws * places * width);
  for (let row = 0; row < draws * places; row++) {
    const at = (2 * Math.PI * (row % places)) / (places * unit);
    for (let k = 0; k < width; k++) {
      leaves[row * width + k] = base[Math.floor(row / places) * width + k]! + slopes[k]! * at;
    }
  }
  const { outputs } = simulator;
  const values = new Float64Array(draws * places * outputs);
  simulator.forward(new Float64Array(0), leaves, draws * places, values);
  const squares = new Float64Array(reach + 1);
  for (let draw = 0; draw < draws; draw++) {
    for (let output = 0; output < outputs; output++) {
      const at = (place: number): number => values[(draw * places + place) * outputs + output]!;
      for (let frequency = 0; frequency <= reach; frequency++) {
        squares[frequency]! += squareOf(at, places, frequency) / (draws * outputs);
      }
    }
  }
  return squares;
}

/** Phases of amplitudes are nothing that is read. */
function withoutPhases(measurement: Measurement): Measurement {
  return measurement.kind === 'amplitudes'
    ? { ...measurement, kind: 'probabilities' }
    : measurement;
}

/** Of one coefficient of the discrete Fourier transform of values at these places. */
function squareOf(at: (place: number) => number, places: number, frequency: number): number {
  let [re, im] = [0, 0];
  for (let place = 0; place < places; place++) {
    const angle = (2 * Math.PI * frequency * place) / places;
    re += at(place) * Math.cos(angle);
    im -= at(place) * Math.sin(angle);
  }
  return (re ** 2 + im ** 2) / places ** 2;
}
