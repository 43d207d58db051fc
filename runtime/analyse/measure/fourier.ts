import type { RandomStream } from '../../data/random.ts';
import type { Circuit } from '../../program/index.ts';
import { type Feature, featuresOf, leavesAlong } from '../along-feature.ts';
import type { Subject } from '../subject.ts';
import { coefficientSquares } from './fourier-coefficients.ts';
import { commonUnit, entersAmplitudes, reachableOf, stepsOf } from './frequencies.ts';

export interface FourierSpectrum {
  /** Modality and position, as `point[1]`. */
  readonly feature: string;
  /** What the encoding lets through, from 0 up, per unit of the feature. */
  readonly frequencies: readonly number[];
  /** For each frequency the root mean square of the coefficient, over random weights, samples and readouts. */
  readonly amplitudes: readonly number[];
  /** The highest frequency that is there at all. */
  readonly highest: number;
}

const DRAWS = 24;
/** Coefficients below this are rounding. */
const NOTHING = 1e-9;
const MOST_FEATURES = 32;
/** Evenly spaced places that a period is looked at, at most. */
const MOST_PLACES = 257;
/** Slopes that differ by less are equal. */
const SAME = 1e-9;

/**
 * Fourier spectrum of a circuit in each feature: readouts are `f(x) = sum_w c_w e^{i w x}`, where the frequencies `w`
 * are differences of eigenvalues of the generators that the feature turns (Schuld, Sweke and Meyer 2021, equations 9 to
 * 12), and the coefficients are those of a discrete transform over one period, with all weights random. A feature is
 * left out where weights choose its frequencies, where it is no affine part of angles, and where its frequencies have
 * no common unit.
 */
export function fourierSpectra(
  subject: Subject,
  circuit: Circuit,
  random: RandomStream,
): FourierSpectrum[] {
  const features = featuresOf(subject, circuit).slice(0, MOST_FEATURES);
  return features.flatMap((feature): FourierSpectrum[] => {
    const slopes = slopesOf(subject, circuit, feature, random);
    if (slopes === undefined || entersAmplitudes(circuit, slopes)) return [];
    const steps = stepsOf(circuit, slopes);
    const unit = commonUnit(steps, MOST_PLACES);
    if (unit === undefined) return [];
    const whole = steps.map((step) => Math.round(step / unit));
    const reach = whole.reduce((sum, step) => sum + step, 0);
    if (2 * reach + 1 > MOST_PLACES) return [];
    const base = leavesAlong(subject, circuit, feature, [0], DRAWS, random);
    const squares = coefficientSquares(circuit, base, slopes, unit, reach);
    const reachable = reachableOf(whole);
    const frequencies = reachable.map((each) => each * unit);
    const amplitudes = reachable.map((each) => Math.sqrt(squares[each]!));
    const there = frequencies.filter((_, k) => amplitudes[k]! > NOTHING);
    return [{ feature: feature.name, frequencies, amplitudes, highest: there.at(-1) ?? 0 }];
  });
}

/** How fast each leaf grows with a feature; undefined where that depends on the feature or on weights. */
function slopesOf(
  subject: Subject,
  circuit: Circuit,
  feature: Feature,
  random: RandomStream,
): Float64Array | undefined {
  const width = circuit.leaves.length;
  const values = leavesAlong(subject, circuit, feature, [0, 1, 2], 2, random);
  const rise = (row: number): Float64Array =>
    Float64Array.from(
      { length: width },
      (_, leaf) => values[(row + 1) * width + leaf]! - values[row * width + leaf]!,
    );
  const first = rise(0);
  // Rows 0 to 2 are one draw of the weights, 3 to 5 another.
  const isSame = [1, 3, 4].every((row) =>
    rise(row).every((value, leaf) => Math.abs(value - first[leaf]!) < SAME),
  );
  return isSame ? first : undefined;
}
