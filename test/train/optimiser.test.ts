import { describe, expect, test } from 'vitest';
import { adamStep, createAdamState } from '../../runtime/train/optimise/adam.ts';
import { initialise } from '../../runtime/train/initialise.ts';
import { rateFactor } from '../../runtime/train/schedule.ts';
import { createWeights, parameterView } from '../../runtime/graph/weights.ts';
import type { Program, Start } from '../../runtime/program/index.ts';
import { programBuilder } from '../support/programs.ts';

describe('Adam', () => {
  test('the first step is the rate against the sign of the gradient, whatever its size', () => {
    const values = Float64Array.of(1, 1, 1);
    adamStep(createAdamState(3), values, Float64Array.of(1e-3, -50, 0), 0.1);
    expect(values[0]).toBeCloseTo(0.9, 5);
    expect(values[1]).toBeCloseTo(1.1, 8);
    expect(values[2]).toBe(1);
  });

  test('follows the published recurrence', () => {
    const state = createAdamState(1);
    const values = Float64Array.of(0);
    const gradients = [0.3, -0.1, 0.4];
    let [first, second, expected] = [0, 0, 0];
    gradients.forEach((gradient, k) => {
      first = 0.9 * first + 0.1 * gradient;
      second = 0.999 * second + 0.001 * gradient ** 2;
      expected -=
        (0.01 * (first / (1 - 0.9 ** (k + 1)))) /
        (Math.sqrt(second / (1 - 0.999 ** (k + 1))) + 1e-8);
      adamStep(state, values, Float64Array.of(gradient), 0.01);
    });
    expect(values[0]).toBeCloseTo(expected, 14);
    expect(state.steps).toBe(3);
  });
});

describe('schedules', () => {
  test('a step halves the rate every three epochs', () => {
    const schedule = { kind: 'step', every: 3, factor: 0.5 } as const;
    expect([0, 2.9, 3, 6.5].map((epoch) => rateFactor(schedule, epoch, 9))).toEqual([
      1, 1, 0.5, 0.25,
    ]);
  });

  test('a cosine rises for its warm-up and falls to nothing', () => {
    const schedule = { kind: 'cosine', warmup: 2 } as const;
    expect(rateFactor(schedule, 1, 10)).toBe(0.5);
    expect(rateFactor(schedule, 2, 10)).toBe(1);
    expect(rateFactor(schedule, 6, 10)).toBeCloseTo(0.5, 12);
    expect(rateFactor(schedule, 10, 10)).toBeCloseTo(0, 12);
  });
});

describe('start values', () => {
  const programOf = (starts: Readonly<Record<string, Start>>): Program => {
    const { parameter, build } = programBuilder('Starts');
    for (const [path, start] of Object.entries(starts)) parameter(path, [40, 50], start);
    return build({ readouts: [] });
  };
  const startsOf = (program: Program, seed = 1): Float64Array[] => {
    const weights = createWeights(program);
    initialise(program, seed, weights);
    return program.parameters.map((_, index) => parameterView(weights, weights.values, index));
  };
  const mean = (values: Float64Array) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;

  test('are drawn as they say', () => {
    const [constant, uniform, normal, glorot] = startsOf(
      programOf({
        'Starts/a': { kind: 'constant', value: 2 },
        'Starts/b': { kind: 'uniform', low: -1, high: 3 },
        'Starts/c': { kind: 'normal', mean: 5, deviation: 0.1 },
        'Starts/d': { kind: 'glorot' },
      }),
    );
    expect(constant!.every((value) => value === 2)).toBe(true);
    expect(uniform!.every((value) => value >= -1 && value < 3)).toBe(true);
    expect(mean(uniform!)).toBeCloseTo(1, 0);
    expect(mean(normal!)).toBeCloseTo(5, 1);
    expect(Math.sqrt(mean(normal!.map((value) => (value - 5) ** 2)))).toBeCloseTo(0.1, 2);
    const bound = Math.sqrt(6 / 90);
    expect(Math.max(...glorot!.map(Math.abs))).toBeLessThanOrEqual(bound);
    expect(Math.max(...glorot!.map(Math.abs))).toBeGreaterThan(0.95 * bound);
  });

  test('do not move when another parameter comes or the seed stays, and do when it changes', () => {
    const start: Start = { kind: 'uniform', low: 0, high: 1 };
    const [alone] = startsOf(programOf({ 'Starts/b': start }));
    const [, beside] = startsOf(programOf({ 'Starts/a': start, 'Starts/b': start }));
    const [other] = startsOf(programOf({ 'Starts/b': start }), 2);
    expect(beside).toEqual(alone);
    expect(other).not.toEqual(alone);
  });
});
