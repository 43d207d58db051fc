import type { RandomStream } from '../../data/random.ts';
import { type Circuit, exact, type Gate } from '../../program/index.ts';
import type { Ansatz } from '../ansatz.ts';
import { rowSimulator } from './states.ts';

export interface FourierSpectrum {
  /** Which leaf of the circuit, and the node element it is, as `x[2]`. */
  readonly feature: string;
  /** What the encoding lets through, from 0 up, in radians of the encoded value. */
  readonly frequencies: readonly number[];
  /** For each frequency the root mean square of the coefficient, over random weights, samples and readouts. */
  readonly amplitudes: readonly number[];
  /** The highest frequency that is there at all. */
  readonly highest: number;
}

const DRAWS = 24;
/** Coefficients below this are rounding. */
const NOTHING = 1e-9;
/** Evenly spaced places that a period is looked at, at most. */
const MOST_PLACES = 257;

/**
 * Fourier spectrum of a circuit in each encoded value: readouts are `f(x) = sum_w c_w e^{i w x}`, where the frequencies
 * `w` are differences of eigenvalues of the generators that the value turns (Schuld, Sweke and Meyer 2021, equations 9
 * to 12), and the coefficients are those of a discrete transform over one period, with all weights random. Values whose
 * frequencies have no common unit are left out.
 * @param nameOf a leaf of the circuit
 */
export function fourierSpectra(
  ansatz: Ansatz,
  nameOf: (leaf: number) => string,
  random: RandomStream,
): FourierSpectrum[] {
  const { circuit, encoded } = ansatz;
  return encoded.flatMap((leaf) => {
    if (isAmplitude(circuit, leaf)) return [];
    const steps = stepsOf(circuit, leaf);
    const unit = commonUnit(steps);
    if (unit === undefined) return [];
    const reach = Math.round(steps.reduce((sum, step) => sum + step, 0) / unit);
    if (2 * reach + 1 > MOST_PLACES) return [];
    const squares = coefficientSquares(ansatz, leaf, unit, reach, random);
    const reachable = reachableOf(
      steps.map((step) => Math.round(step / unit)),
      reach,
    );
    const frequencies = reachable.map((each) => each * unit);
    const amplitudes = reachable.map((each) => Math.sqrt(squares[each]!));
    const there = frequencies.filter((_, k) => amplitudes[k]! > NOTHING);
    return [{ feature: nameOf(leaf), frequencies, amplitudes, highest: there.at(-1) ?? 0 }];
  });
}

/** Largest frequency that each gate adds: the spread of its generator's eigenvalues, times the leaf's coefficient. */
function stepsOf({ gates, angles }: Circuit, leaf: number): number[] {
  return gates.flatMap((gate) =>
    gate.angles.flatMap((angle) => {
      const term = angles[angle]!.terms.find((each) => each.leaf === leaf);
      return term
        ? gateSteps(gate).map((step) => step * Math.abs(exact.toNumber(term.coefficient)))
        : [];
    }),
  );
}

/** Amplitudes of a prepared state are no angles. */
function isAmplitude({ gates, angles }: Circuit, leaf: number): boolean {
  return gates.some(
    (gate) =>
      gate.name === 'prepare' &&
      gate.angles.some((angle) => angles[angle]!.terms.some((each) => each.leaf === leaf)),
  );
}

/**
 * A rotation has eigenvalues plus and minus a half of its angle; with controls also 0, and then half steps are there
 * too. Two halves reach what one whole step does and the half in between.
 */
function gateSteps({ name, controls }: Gate): number[] {
  if (name === 'p' || name === 'phase') return [1];
  return controls.length > 0 ? [0.5, 0.5] : [1];
}

/** Frequencies, in units, that sums of steps reach: each gate adds its step, takes it away, or neither. */
function reachableOf(steps: readonly number[], reach: number): number[] {
  let sums = new Set([0]);
  for (const step of steps)
    sums = new Set([...sums].flatMap((sum) => [sum - step, sum, sum + step]));
  return [...sums].filter((sum) => sum >= 0 && sum <= reach).sort((a, b) => a - b);
}

/** What all steps are whole multiples of; undefined where there are none or they have nothing in common. */
function commonUnit(steps: readonly number[]): number | undefined {
  const largest = Math.max(0, ...steps);
  if (largest === 0) return undefined;
  const small = 1e-6 * largest;
  const unit = steps.reduce((a, b) => {
    let [x, y] = [a, b];
    while (y > small) [x, y] = [y, x % y < small || y - (x % y) < small ? 0 : x % y];
    return x;
  });
  return unit < largest / MOST_PLACES ? undefined : unit;
}

/** Mean squares of the coefficients of frequencies `0, unit, ..., reach * unit`. */
function coefficientSquares(
  ansatz: Ansatz,
  leaf: number,
  unit: number,
  reach: number,
  random: RandomStream,
): Float64Array {
  const { circuit } = ansatz;
  const places = 2 * reach + 1;
  const width = circuit.leaves.length;
  const simulator = rowSimulator(circuit, circuit.measurements);
  const leaves = new Float64Array(DRAWS * places * width);
  const drawn = ansatz.draw(DRAWS, random);
  for (let row = 0; row < DRAWS * places; row++) {
    const from = Math.floor(row / places) * width;
    leaves.set(drawn.subarray(from, from + width), row * width);
    leaves[row * width + leaf] = (2 * Math.PI * (row % places)) / (places * unit);
  }
  const { outputs } = simulator;
  const values = new Float64Array(DRAWS * places * outputs);
  simulator.forward(new Float64Array(0), leaves, DRAWS * places, values);
  const squares = new Float64Array(reach + 1);
  for (let draw = 0; draw < DRAWS; draw++) {
    for (let output = 0; output < outputs; output++) {
      const at = (place: number): number => values[(draw * places + place) * outputs + output]!;
      for (let frequency = 0; frequency <= reach; frequency++) {
        squares[frequency]! += squareOf(at, places, frequency) / (DRAWS * outputs);
      }
    }
  }
  return squares;
}

/** Of the coefficient of a discrete Fourier transform over these places. */
function squareOf(at: (place: number) => number, places: number, frequency: number): number {
  let [re, im] = [0, 0];
  for (let place = 0; place < places; place++) {
    const angle = (2 * Math.PI * frequency * place) / places;
    re += at(place) * Math.cos(angle);
    im -= at(place) * Math.sin(angle);
  }
  return (re ** 2 + im ** 2) / places ** 2;
}
