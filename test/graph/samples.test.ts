import { describe, expect, test } from 'vitest';
import { operations, tensor } from '../../index.ts';
import { createEvaluator } from '../../runtime/graph/evaluator.ts';
import { createWeights } from '../../runtime/graph/weights.ts';
import { programBuilder } from '../support/programs.ts';

const P = [0.02, 0.3, 0, 0.08, 0.1, 0, 0.25, 0.25];

/** A program that draws three bits from fixed probabilities, twice. */
function sampler(seed: number, capacity: number) {
  const { node, build } = programBuilder('Sampler');
  const p = node({ kind: 'constant', values: P }, [], [8], []);
  const [first, second] = [0, 1].map((stream) =>
    node({ kind: 'sample', stream }, [p], [3], [], { rate: 'sample', trainable: true }),
  ) as [number, number];
  const program = build({ readouts: [{ name: 'bits', node: first, type: 'bit[3]' }] });
  const evaluator = createEvaluator({
    program,
    targets: [first, second],
    given: new Set(),
    capacity,
    weights: createWeights(program),
    differentiate: 'weights',
    precision: 'f64',
    mayLack: [],
    seed,
  });
  const draws = (target: number, count = capacity): string[] => {
    evaluator.forward(count);
    const { value } = evaluator.operand(target);
    return Array.from({ length: count }, (_, k) => value.subarray(3 * k, 3 * k + 3).join(''));
  };
  return { evaluator, first, second, draws };
}

describe('a sample', () => {
  test('has the frequencies of its probabilities, the first bit most significant', () => {
    const { draws, first } = sampler(1, 20_000);
    const counts = new Map<string, number>();
    for (const bits of draws(first)) counts.set(bits, (counts.get(bits) ?? 0) + 1);
    const statistic = P.reduce((sum, p, x) => {
      const count = counts.get(x.toString(2).padStart(3, '0')) ?? 0;
      if (p === 0) {
        expect(count).toBe(0);
        return sum;
      }
      return sum + (count - 20_000 * p) ** 2 / (20_000 * p);
    }, 0);
    // Chi-square with five degrees of freedom: 20.5 is passed once in a thousand.
    expect(statistic).toBeLessThan(20.5);
  });

  test('is fresh for each row, and another one for another seed, statement or name', () => {
    const { draws, first, second, evaluator } = sampler(1, 50);
    const one = draws(first);
    expect(new Set(one).size).toBeGreaterThan(3);
    expect(draws(first)).not.toEqual(one);
    evaluator.restartDraws('predict');
    expect(draws(first)).toEqual(one);
    evaluator.restartDraws('other');
    expect(draws(first)).not.toEqual(one);
    expect(sampler(2, 50).draws(first)).not.toEqual(one);
    expect(sampler(1, 50).draws(second)).not.toEqual(one);
  });

  test('carries no gradient', () => {
    const { evaluator, first } = sampler(1, 4);
    expect(evaluator.operand(first).gradient).toBeNull();
  });

  test('falls where the running sum passes the random number, and never where nothing is', () => {
    const drawn = (uniform: number): string =>
      operations.sample(tensor([8], P), () => uniform).data.join('');
    expect([0, 0.019, 0.021, 0.33, 0.4, 0.51, 0.9999999].map(drawn)).toEqual([
      '000',
      '000',
      '001',
      '011',
      '100',
      '110',
      '111',
    ]);
    // Probabilities that rounding left short of one.
    expect(operations.sample(tensor([4], [0.5, 0.4999, 0, 0]), () => 0.99999).data.join('')).toBe(
      '01',
    );
  });
});
