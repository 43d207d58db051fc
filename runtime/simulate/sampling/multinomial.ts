import type { RandomStream } from '../../data/random.ts';
import { drawBinomial } from './binomial.ts';

/** Outcomes that were seen, ascending, and how often each; the first `size` entries. */
export interface Counts {
  size: number;
  readonly outcomes: Uint32Array;
  readonly counts: Uint32Array;
}

/**
 * Draws how often each outcome is seen, given the probabilities of all outcomes at `[start, start + 2^bits)`, which
 * rounding may leave a little below zero, and their sum beside one. Answers with the same `Counts` each time,
 * overwritten.
 */
export type Multinomial = (
  probabilities: Float64Array,
  start: number,
  random: RandomStream,
) => Counts;

/** Shots for each outcome from which on halving is faster than one shot after the other. */
const MANY_SHOTS = 16;
/** Outcomes from which on halving, which leaves out what nobody shoots at, is faster. */
const MANY_OUTCOMES = 2 ** 12;

/** A draw of the multinomial distribution, exact to 32 bits, the fastest way for so many shots at so many outcomes. */
export function createMultinomial(bits: number, shots: number): Multinomial {
  const outcomes = 2 ** bits;
  return outcomes <= MANY_OUTCOMES && shots < MANY_SHOTS * outcomes
    ? shotByShot(outcomes, shots)
    : byHalves(outcomes, shots);
}

/**
 * One shot after the other, each by a look into two tables (Walker 1977, as Vose 1991 fills them): a column of each
 * outcome holds as much as all others, its own share first and then a part of another outcome's.
 */
function shotByShot(outcomes: number, shots: number): Multinomial {
  const own = new Float64Array(outcomes);
  const other = new Uint16Array(outcomes);
  const open = new Uint16Array(outcomes);
  /** Of each column the shots at the other's part, then those at its own. */
  const hits = new Uint32Array(2 * outcomes);
  const times = new Uint32Array(outcomes);
  const seen = noCounts(outcomes, shots);
  /** Columns that are not full stand at the front of `open`, fuller ones at its end. */
  const fill = (probabilities: Float64Array, start: number): void => {
    let total = 0;
    for (let i = 0; i < outcomes; i++) total += Math.max(0, probabilities[start + i]!);
    const scale = outcomes / total;
    let low = 0;
    let high = outcomes;
    for (let i = 0; i < outcomes; i++) {
      const share = Math.max(0, probabilities[start + i]!) * scale;
      own[i] = share;
      other[i] = i;
      if (share < 1) open[low++] = i;
      else open[--high] = i;
    }
    while (low > 0 && high < outcomes) {
      const poor = open[--low]!;
      const rich = open[high]!;
      other[poor] = rich;
      own[rich] = own[rich]! - (1 - own[poor]!);
      if (own[rich] < 1) {
        open[low++] = rich;
        high += 1;
      }
    }
  };
  return (probabilities, start, random) => {
    fill(probabilities, start);
    hits.fill(0);
    for (let shot = 0; shot < shots; shot++) {
      const place = ((random.signed() + 1) / 2) * outcomes;
      const column = Math.floor(place);
      // An index in place of a branch, which nobody could predict.
      hits[2 * column + Number(place - column < own[column]!)]! += 1;
    }
    times.fill(0);
    for (let column = 0; column < outcomes; column++) {
      times[other[column]!]! += hits[2 * column]!;
      times[column]! += hits[2 * column + 1]!;
    }
    seen.size = 0;
    for (let i = 0; i < outcomes; i++) if (times[i]! > 0) add(seen, i, times[i]!);
    return seen;
  };
}

/** Divides the shots between the halves of the outcomes by a binomial draw, and so on down. */
function byHalves(outcomes: number, shots: number): Multinomial {
  /** Node i has the children 2i and 2i + 1; outcomes are the leaves. */
  const mass = new Float64Array(2 * outcomes);
  const seen = noCounts(outcomes, shots);
  const divide = (node: number, trials: number, random: RandomStream): void => {
    if (trials === 0) return;
    if (node >= outcomes) {
      add(seen, node - outcomes, trials);
      return;
    }
    const upper = mass[2 * node + 1]!;
    const all = mass[node]!;
    const above = drawBinomial(trials, upper >= all ? 1 : upper / all, random);
    divide(2 * node, trials - above, random);
    divide(2 * node + 1, above, random);
  };
  return (probabilities, start, random) => {
    for (let i = 0; i < outcomes; i++) mass[outcomes + i] = Math.max(0, probabilities[start + i]!);
    for (let node = outcomes - 1; node > 0; node--) {
      mass[node] = mass[2 * node]! + mass[2 * node + 1]!;
    }
    seen.size = 0;
    divide(1, shots, random);
    return seen;
  };
}

function noCounts(outcomes: number, shots: number): Counts {
  const most = Math.min(shots, outcomes);
  return { size: 0, outcomes: new Uint32Array(most), counts: new Uint32Array(most) };
}

function add(seen: Counts, outcome: number, times: number): void {
  seen.outcomes[seen.size] = outcome;
  seen.counts[seen.size] = times;
  seen.size += 1;
}
