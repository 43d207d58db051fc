import type { RandomStream } from '../../data/random.ts';
import type { Ansatz } from '../ansatz.ts';
import { createStateMaker, fidelity } from './states.ts';

export interface Expressibility {
  /** Relative entropy in nats; 0 for states that are as spread out as can be. In bins that random states fill alike. */
  readonly divergence: number;
  /** What as many pairs of truly random states would show, which is not 0 because they are few. */
  readonly floor: number;
  /** The same in bins of equal width, as it was published: of many qubits all fidelities fall into the first one. */
  readonly published: number;
  readonly pairs: number;
  /** Shares of the pairs in the bins of `divergence`, by rising fidelity; of random states each has the same. */
  readonly shares: readonly number[];
}

/** As in the study that defined it. */
const BINS = 75;
/** Pairs whose states are made at once. */
const CHUNK = 64;

/**
 * Expressibility: how far the fidelities of pairs of states with random weights are from those of Haar random states,
 * `KL(P(F) || (N - 1) (1 - F)^(N - 2))` with `N = 2^qubits`, over 75 bins (Sim, Johnson and Aspuru-Guzik 2019, equation
 * 10). Both states of a pair encode the same sample. Undefined where no weight enters the circuit.
 *
 * A relative entropy does not depend on how fidelities are measured, so they are measured by the share of random states
 * below them, `1 - (1 - F)^(N - 1)`: equal bins then resolve circuits of any width. For one qubit they are the study's.
 */
export function expressibility(
  ansatz: Ansatz,
  pairs: number,
  random: RandomStream,
): Expressibility | undefined {
  const { circuit, trained } = ansatz;
  if (trained.length === 0) return undefined;
  const maker = createStateMaker(circuit);
  const leaves = ansatz.draw(2 * pairs, random, 2);
  const width = circuit.leaves.length;
  const fidelities: number[] = [];
  for (let start = 0; start < pairs; start += CHUNK) {
    const count = Math.min(CHUNK, pairs - start);
    const states = maker.states(leaves.subarray(2 * start * width, 2 * (start + count) * width));
    for (let pair = 0; pair < count; pair++) {
      fidelities.push(fidelity(states, maker.size, 2 * pair, 2 * pair + 1));
    }
  }
  return divergenceFromHaar(fidelities, maker.size / 2);
}

/**
 * @param fidelities of independent pairs
 * @param dimension of the space of states, at least 2
 */
export function divergenceFromHaar(
  fidelities: readonly number[],
  dimension: number,
): Expressibility {
  const pairs = fidelities.length;
  const below = (fidelity: number): number =>
    -Math.expm1((dimension - 1) * Math.log1p(-Math.min(1, Math.max(0, fidelity))));
  const shares = sharesOf(fidelities.map(below));
  const found = sharesOf(fidelities);
  const wanted = found.map((_, bin) => below((bin + 1) / BINS) - below(bin / BINS));
  return {
    divergence: relativeEntropy(
      shares,
      shares.map(() => 1 / BINS),
    ),
    // The bias of a relative entropy from counts (Miller 1955).
    floor: (BINS - 1) / (2 * pairs),
    published: relativeEntropy(found, wanted),
    pairs,
    shares,
  };
}

/** Of numbers in [0, 1], in bins of equal width. */
function sharesOf(values: readonly number[]): number[] {
  const shares = new Array<number>(BINS).fill(0);
  for (const value of values) {
    shares[Math.min(BINS - 1, Math.max(0, Math.floor(value * BINS)))]! += 1 / values.length;
  }
  return shares;
}

/** In nats. Bins of high fidelities may be emptier of random states than any number says. */
function relativeEntropy(found: readonly number[], wanted: readonly number[]): number {
  return found.reduce((sum, share, bin) => {
    if (share === 0) return sum;
    return sum + share * (Math.log(share) - Math.log(Math.max(wanted[bin]!, Number.MIN_VALUE)));
  }, 0);
}
