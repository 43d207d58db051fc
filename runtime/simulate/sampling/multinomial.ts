import type { RandomStream } from '../../data/random.ts';
import { drawBinomial } from './binomial.ts';

/** Outcomes that were seen, ascending, and how often each; the first `size` entries. */
export interface Counts {
  size: number;
  readonly outcomes: Uint32Array;
  readonly counts: Uint32Array;
}

/**
 * Draws how often each outcome of `bits` bits is seen in `shots` repetitions, exactly: the shots are divided between
 * the halves of the outcomes by a binomial draw, and so on down, so that what nobody shoots at costs nothing.
 *
 * Answers with the same `Counts` each time, overwritten.
 */
export function createMultinomial(
  bits: number,
  shots: number,
): (probabilities: Float64Array, start: number, random: RandomStream) => Counts {
  const leaves = 2 ** bits;
  /** Node i has the children 2i and 2i + 1; outcomes are the leaves. */
  const mass = new Float64Array(2 * leaves);
  const most = Math.min(shots, leaves);
  const seen: Counts = {
    size: 0,
    outcomes: new Uint32Array(most),
    counts: new Uint32Array(most),
  };
  const divide = (node: number, trials: number, random: RandomStream): void => {
    if (trials === 0) return;
    if (node >= leaves) {
      seen.outcomes[seen.size] = node - leaves;
      seen.counts[seen.size] = trials;
      seen.size += 1;
      return;
    }
    const upper = mass[2 * node + 1]!;
    const all = mass[node]!;
    const share = upper >= all ? 1 : upper / all;
    const above = drawBinomial(trials, share, random);
    divide(2 * node, trials - above, random);
    divide(2 * node + 1, above, random);
  };
  return (probabilities, start, random) => {
    // Rounding may leave a probability a little below zero, and their sum beside one.
    for (let i = 0; i < leaves; i++) mass[leaves + i] = Math.max(0, probabilities[start + i]!);
    for (let node = leaves - 1; node > 0; node--) {
      mass[node] = mass[2 * node]! + mass[2 * node + 1]!;
    }
    seen.size = 0;
    divide(1, shots, random);
    return seen;
  };
}
