import type { RandomStream } from '../../data/random.ts';
import type { Ansatz } from '../ansatz.ts';
import { createStateMaker } from './states.ts';

export interface Entangling {
  /** Mean over random weights, in [0, 1]. */
  readonly mean: number;
  readonly deviation: number;
  /** With the subject's own weights, mean over its samples. */
  readonly own: number;
  /** Mean over Haar random states, `(N - 2) / (N + 1)` with `N = 2^qubits`. */
  readonly haar: number;
}

const CHUNK = 128;

/** Entangling capability: the mean of Meyer and Wallach's measure over random weights (Sim et al. 2019, equation 13). */
export function entangling(ansatz: Ansatz, draws: number, random: RandomStream): Entangling {
  const drawn = ofRows(ansatz, ansatz.draw(draws, random));
  const own = ofRows(ansatz, ansatz.leaves);
  const mean = meanOf(drawn);
  const dimension = 2 ** ansatz.circuit.qubits.length;
  return {
    mean,
    deviation: Math.sqrt(meanOf(drawn.map((value) => (value - mean) ** 2))),
    own: meanOf(own),
    haar: (dimension - 2) / (dimension + 1),
  };
}

/**
 * `Q = 2 (1 - mean over qubits of Tr rho_k^2)`: 0 for product states, 1 where every qubit alone is maximally mixed
 * (Meyer and Wallach 2002, in the form of Brennen 2003).
 * @param amplitudes of a state, real and imaginary part in turn
 */
export function meyerWallach(amplitudes: Float64Array): number {
  const dimension = amplitudes.length / 2;
  const qubits = Math.round(Math.log2(dimension));
  let purities = 0;
  for (let bit = 1; bit < dimension; bit *= 2) {
    let [zero, one, re, im] = [0, 0, 0, 0];
    for (let k = 0; k < dimension; k++) {
      if ((k & bit) !== 0) continue;
      const [a, b] = [amplitudes[2 * k]!, amplitudes[2 * k + 1]!];
      const [c, d] = [amplitudes[2 * (k | bit)]!, amplitudes[2 * (k | bit) + 1]!];
      zero += a * a + b * b;
      one += c * c + d * d;
      re += a * c + b * d;
      im += a * d - b * c;
    }
    purities += zero ** 2 + one ** 2 + 2 * (re ** 2 + im ** 2);
  }
  return Math.max(0, 2 * (1 - purities / qubits));
}

function ofRows({ circuit }: Ansatz, leaves: Float64Array): number[] {
  const maker = createStateMaker(circuit);
  const width = circuit.leaves.length;
  const rows = width === 0 ? 1 : leaves.length / width;
  const found: number[] = [];
  for (let start = 0; start < rows; start += CHUNK) {
    const end = Math.min(rows, start + CHUNK);
    const states = maker.states(leaves.subarray(start * width, end * width));
    for (let row = 0; row < end - start; row++) {
      found.push(meyerWallach(states.subarray(row * maker.size, (row + 1) * maker.size)));
    }
  }
  return found;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
