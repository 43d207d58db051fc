import type { Results } from '../checkpoint/schema.ts';
import { bitCount, numberOfBits } from '../graph/operations/bit-strings.ts';
import { kernelByDistance } from '../graph/operations/hamming-kernel.ts';
import type { Tally } from './tally.ts';

/** Samples with the same value of what is given: what is true of them, and what was drawn for them. */
export interface DrawnGroup {
  /** Values of the modalities that are given, one after the other; empty where one is absent. */
  readonly given: readonly (readonly number[])[];
  readonly samples: number;
  /** Bit strings, the most frequent first, and how often each is true. */
  readonly truths: readonly { readonly bits: string; readonly count: number }[];
  /** One for each sample, in order, of the first few. */
  readonly drawn: readonly string[];
}

/** Enough to see by. */
const MOST = { groups: 12, truths: 8, drawn: 8 };

interface Truth {
  readonly number: number;
  count: number;
  /** Of the probability that the model gives it, over its samples. */
  probability: number;
}

interface Group {
  readonly given: readonly (readonly number[])[];
  readonly truths: Map<number, Truth>;
  readonly drawn: string[];
  samples: number;
  distance: number;
}

/**
 * A distribution p over bit strings against those that are true, q: the shares of them among the samples for which the
 * same is given. Scores, each a mean over the samples:
 *
 * - `mmd` (squared, of the objective's kernel) or `divergence` (of q from p, in nats): what remains of the objective
 *   once the part that no model can do away with is gone; zero where p is q
 * - `total_variation`: half the sum of `|p - q|`, between 0 and 1
 * - `validity`: how likely p draws a string that is true of some sample with the same given
 *
 * All of them need p at the true strings alone: `sum |p - q| / 2 = 1 - sum min(p, q)`.
 * @param bandwidths of the kernel; null for a divergence
 */
export function drawingTally(
  bandwidths: readonly number[] | null,
): Tally & { drawings(): readonly DrawnGroup[] } {
  const groups = new Map<string, Group>();
  let bits = 0;
  return {
    add(drawing, truth, probabilities, distance, ...given) {
      bits = truth.length;
      const group = groupOf(groups, given);
      const number = numberOfBits(truth, 0, bits);
      const known = group.truths.get(number) ?? { number, count: 0, probability: 0 };
      known.count += 1;
      known.probability += probabilities[number]!;
      group.truths.set(number, known);
      group.samples += 1;
      group.distance += distance[0]!;
      if (group.drawn.length < MOST.drawn) group.drawn.push(drawing.join(''));
    },
    scores() {
      const all = [...groups.values()];
      const samples = all.reduce((sum, group) => sum + group.samples, 0);
      if (samples === 0) return {};
      const mean = (score: (group: Group) => number): number =>
        all.reduce((sum, group) => sum + group.samples * score(group), 0) / samples;
      const kernel = bandwidths && kernelByDistance(bandwidths, bits);
      const least = kernel ? (group: Group) => 1 - energy(group, kernel) : entropy;
      return {
        [bandwidths ? 'mmd' : 'divergence']: mean(
          (group) => group.distance / group.samples - least(group),
        ),
        total_variation: mean((group) => 1 - sum(group, (p, q) => Math.min(p, q))),
        validity: mean((group) => sum(group, (p) => p)),
      };
    },
    drawings: () =>
      [...groups.values()].map(({ given, samples, truths, drawn }) => ({
        given,
        samples,
        truths: [...truths.values()]
          .sort((a, b) => b.count - a.count || a.number - b.number)
          .map(({ number, count }) => ({ bits: number.toString(2).padStart(bits, '0'), count })),
        drawn,
      })),
  };
}

/** The first few groups, to be kept with the results. */
export function shownDrawings(groups: readonly DrawnGroup[]): NonNullable<Results['drawings']> {
  return groups.slice(0, MOST.groups).map(({ given, samples, truths, drawn }) => ({
    given: given.map((values) => [...values]),
    samples,
    truths: truths.slice(0, MOST.truths).map((truth) => ({ ...truth })),
    drawn: [...drawn],
  }));
}

function groupOf(groups: Map<string, Group>, given: readonly Float64Array[]): Group {
  const values = given.map((value) => [...value]);
  const key = JSON.stringify(values);
  const known = groups.get(key) ?? {
    given: values,
    truths: new Map<number, Truth>(),
    drawn: [],
    samples: 0,
    distance: 0,
  };
  groups.set(key, known);
  return known;
}

/** Over the true strings, with the probability p that the model gives one and its share q. */
function sum(group: Group, value: (p: number, q: number) => number): number {
  let total = 0;
  for (const { count, probability } of group.truths.values())
    total += value(probability / count, count / group.samples);
  return total;
}

/** `-sum q log q` of the shares, in nats. */
function entropy(group: Group): number {
  return -sum(group, (_, q) => q * Math.log(q));
}

/** `q' K q` of the shares. */
function energy({ truths, samples }: Group, kernel: Float64Array): number {
  const all = [...truths.values()];
  let total = 0;
  for (const a of all) {
    for (const b of all)
      total += (a.count / samples) * (b.count / samples) * kernel[bitCount(a.number ^ b.number)]!;
  }
  return total;
}
