import { describe, expect, test } from 'vitest';
import { drawingTally } from '../../runtime/objectives/drawings.ts';
import { operations, tensor } from '../../index.ts';

const BANDWIDTHS = [0.5, 3];

/** Two prompts over two bits: what the model says, and what is true, in samples. */
const prompts = [
  { given: 0, p: [0.1, 0.2, 0.3, 0.4], truths: [3, 3, 2, 3] },
  { given: 1, p: [0.7, 0, 0.05, 0.25], truths: [0, 1] },
];

function tallied(bandwidths: readonly number[] | null) {
  const tally = drawingTally(bandwidths);
  for (const { given, p, truths } of prompts) {
    for (const t of truths) {
      const truth = tensor([2], [t >> 1, t & 1]);
      const probabilities = tensor([4], p);
      const distance = bandwidths
        ? operations.mmd(probabilities, truth, bandwidths)
        : operations.divergence(probabilities, truth);
      const drawing = Float64Array.of(1, t & 1);
      tally.add(drawing, truth.data, probabilities.data, distance.data, Float64Array.of(given));
    }
  }
  return tally;
}

/** Mean over the samples of a score of each prompt's `p` and the shares `q` of what is true. */
function expected(score: (p: readonly number[], q: readonly number[]) => number): number {
  return (
    prompts.reduce((sum, { p, truths }) => {
      const q = p.map((_, x) => truths.filter((t) => t === x).length / truths.length);
      return sum + truths.length * score(p, q);
    }, 0) / 6
  );
}

function discrepancy(p: readonly number[], q: readonly number[]): number {
  const apart = p.map((value, x) => value - q[x]!);
  let total = 0;
  for (const [x, a] of apart.entries()) {
    for (const [y, b] of apart.entries()) {
      const distance = Number(x >> 1 !== y >> 1) + Number((x & 1) !== (y & 1));
      const kernel = BANDWIDTHS.reduce((sum, v) => sum + Math.exp(-distance / (2 * v)), 0) / 2;
      total += a * b * kernel;
    }
  }
  return total;
}

describe('scores of drawings', () => {
  test('mmd is the squared discrepancy from the shares of the truth, prompt by prompt', () => {
    expect(tallied(BANDWIDTHS).scores()['mmd']).toBeCloseTo(expected(discrepancy), 10);
  });

  test('divergence is that of the shares from the model', () => {
    const kl = (p: readonly number[], q: readonly number[]): number =>
      q.reduce((sum, share, x) => {
        const likely = (1 - 1e-6) * p[x]! + 1e-6 / 4;
        return share === 0 ? sum : sum + share * Math.log(share / likely);
      }, 0);
    expect(tallied(null).scores()['divergence']).toBeCloseTo(expected(kl), 10);
  });

  test('total variation is half the sum of all differences', () => {
    const variation = expected(
      (p, q) => p.reduce((sum, value, x) => sum + Math.abs(value - q[x]!), 0) / 2,
    );
    expect(tallied(BANDWIDTHS).scores()['total_variation']).toBeCloseTo(variation, 12);
  });

  test('validity is the chance to draw what is true of the same prompt', () => {
    expect(tallied(null).scores()['validity']).toBeCloseTo((4 * 0.7 + 2 * 0.7) / 6, 12);
  });

  test('mmd and total variation are nothing where the distributions are the same', () => {
    const tally = drawingTally(BANDWIDTHS);
    const p = tensor([4], [0.25, 0, 0.75, 0]);
    for (const truth of [
      tensor([2], [0, 0]),
      ...new Array<0>(3).fill(0).map(() => tensor([2], [1, 0])),
    ])
      tally.add(truth.data, truth.data, p.data, operations.mmd(p, truth, BANDWIDTHS).data);
    const { mmd, total_variation, validity } = tally.scores();
    expect(mmd).toBeCloseTo(0, 12);
    expect(total_variation).toBeCloseTo(0, 12);
    expect(validity).toBeCloseTo(1, 12);
  });

  test('without samples there are none', () => {
    expect(drawingTally(null).scores()).toEqual({});
  });

  test('what was drawn is shown beside what is true, the most frequent first', () => {
    expect(tallied(null).drawings()[0]).toEqual({
      given: [[0]],
      samples: 4,
      truths: [
        { bits: '11', count: 3 },
        { bits: '10', count: 1 },
      ],
      drawn: ['11', '11', '10', '11'],
    });
  });
});
