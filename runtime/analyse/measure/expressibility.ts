import type { RandomStream } from '../../data/random.ts';
import type { Ansatz } from '../ansatz.ts';
import { createStateMaker, fidelity } from './states.ts';

export interface Expressibility {
  /** Relative entropy in nats; 0 for states that are as spread out as can be. */
  readonly divergence: number;
  /** What as many pairs of truly random states would show, which is not 0 because they are few. */
  readonly floor: number;
  readonly pairs: number;
  /** Shares of the pairs, and of pairs of random states, by fidelity: bins of equal width from 0 to 1. */
  readonly found: readonly number[];
  readonly haar: readonly number[];
}

/** As in the study that defined it. */
const BINS = 75;
/** Pairs whose states are made at once. */
const CHUNK = 64;

/**
 * Expressibility: how far the fidelities of pairs of states with random weights are from those of Haar random states,
 * `KL(P(F) || (N - 1) (1 - F)^(N - 2))` with `N = 2^qubits`, over 75 bins (Sim, Johnson and Aspuru-Guzik 2019, equation
 * 10). Both states of a pair encode the same sample. Undefined where no weight enters the circuit.
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
  const found = new Array<number>(BINS).fill(0);
  for (const each of fidelities) {
    found[Math.min(BINS - 1, Math.max(0, Math.floor(each * BINS)))]! += 1 / pairs;
  }
  const above = (bin: number): number => (1 - bin / BINS) ** (dimension - 1);
  const haar = found.map((_, bin) => above(bin) - above(bin + 1));
  const divergence = found.reduce(
    (sum, share, bin) => (share === 0 ? sum : sum + share * Math.log(share / haar[bin]!)),
    0,
  );
  // The bias of a relative entropy from counts (Miller 1955); bins that no pair would reach add nothing.
  const reached = haar.filter((share) => share * pairs >= 1).length;
  return { divergence, floor: Math.max(0, reached - 1) / (2 * pairs), pairs, found, haar };
}
