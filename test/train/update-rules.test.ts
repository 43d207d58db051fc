import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../runtime/data/random.ts';
import { createAdamState } from '../../runtime/train/optimise/adam.ts';
import { adamwStep } from '../../runtime/train/optimise/adamw.ts';
import { cobylaTrial, createCobylaState } from '../../runtime/train/optimise/cobyla.ts';
import { createLbfgsState, lbfgsStep, quasiNewton } from '../../runtime/train/optimise/lbfgs.ts';
import { createRmspropState, rmspropStep } from '../../runtime/train/optimise/rmsprop.ts';
import { rotosolveSweep } from '../../runtime/train/optimise/rotosolve.ts';
import { createSgdState, sgdStep } from '../../runtime/train/optimise/sgd.ts';
import { createSpsaState, spsaStep } from '../../runtime/train/optimise/spsa.ts';
import { searchLine } from '../../runtime/train/optimise/wolfe.ts';
import type { Trials } from '../../runtime/train/optimise/trials.ts';

type Loss = (point: readonly number[]) => number;
type Slopes = (point: readonly number[]) => number[];

const flat: Slopes = (point) => point.map(() => 0);

/** Runs one step against a loss. */
function takeStep(step: Trials, loss: Loss, slopes: Slopes = flat) {
  const asked: number[][] = [];
  let next = step.next();
  while (!next.done) {
    const point = [...next.value];
    asked.push(point);
    next = step.next({ loss: loss(point), gradient: Float64Array.from(slopes(point)) });
  }
  return { ...next.value, asked };
}

const rosenbrock: Loss = ([x, y]) => 100 * (y! - x! ** 2) ** 2 + (1 - x!) ** 2;
const rosenbrockSlopes: Slopes = ([x, y]) => [
  -400 * x! * (y! - x! ** 2) - 2 * (1 - x!),
  200 * (y! - x! ** 2),
];

/** Three updates of one weight that begins at 2, of gradients 0.3, -0.1 and 0.4. */
function threeUpdates(update: (values: Float64Array, gradients: Float64Array) => void): number {
  const values = Float64Array.of(2);
  for (const gradient of [0.3, -0.1, 0.4]) update(values, Float64Array.of(gradient));
  return values[0]!;
}

describe('the published recurrences', () => {
  test('AdamW: the weight decays on its own, beside the step of Adam', () => {
    const state = createAdamState(1);
    const found = threeUpdates((values, gradients) => {
      adamwStep(state, values, gradients, 0.01, 0.2);
    });
    let [first, second, expected] = [0, 0, 2];
    [0.3, -0.1, 0.4].forEach((gradient, k) => {
      first = 0.9 * first + 0.1 * gradient;
      second = 0.999 * second + 0.001 * gradient ** 2;
      const step =
        first / (1 - 0.9 ** (k + 1)) / (Math.sqrt(second / (1 - 0.999 ** (k + 1))) + 1e-8);
      expected = expected - 0.01 * 0.2 * expected - 0.01 * step;
    });
    expect(found).toBeCloseTo(expected, 14);
  });

  test('gradient descent with momentum: gradients of the past count less each step', () => {
    const state = createSgdState(1);
    const found = threeUpdates((values, gradients) => {
      sgdStep(state, values, gradients, 0.1, 0.5);
    });
    const velocities = [0.3, -0.1 + 0.5 * 0.3, 0.4 - 0.5 * 0.1 + 0.25 * 0.3];
    expect(found).toBeCloseTo(2 - 0.1 * velocities.reduce((a, b) => a + b), 14);
  });

  test('gradient descent without momentum', () => {
    const state = createSgdState(1);
    const found = threeUpdates((values, gradients) => {
      sgdStep(state, values, gradients, 0.1, 0);
    });
    expect(found).toBeCloseTo(2 - 0.1 * (0.3 - 0.1 + 0.4), 14);
  });

  test('RMSProp: over the root of the average square', () => {
    const state = createRmspropState(1);
    const found = threeUpdates((values, gradients) => {
      rmspropStep(state, values, gradients, 0.01, 0.9);
    });
    const squares = [0.1 * 0.09, 0.09 * 0.09 + 0.1 * 0.01, 0.081 * 0.09 + 0.09 * 0.01 + 0.1 * 0.16];
    const steps = [0.3, -0.1, 0.4].map((gradient, k) => gradient / (Math.sqrt(squares[k]!) + 1e-8));
    expect(found).toBeCloseTo(2 - 0.01 * steps.reduce((a, b) => a + b), 12);
  });
});

describe('SPSA', () => {
  const gains = { rate: 0.2, perturbation: 0.1, expected: 50 };
  const bowl: Loss = (point) => point.reduce((sum, x, i) => sum + (i + 1) * (x - 0.5) ** 2, 0);

  test('follows the slope between two points along a random direction of ones', () => {
    const state = createSpsaState();
    let point: Float64Array = Float64Array.of(1, -1, 0.3);
    const directions = randomStream(3, 'directions');
    const again = randomStream(3, 'directions');
    for (let k = 1; k <= 5; k++) {
      const before = [...point];
      const { points: asked, move } = spsaStep(state, point, gains, directions);
      const after = move(asked.map((each) => bowl([...each])));
      const signs = before.map(() => (again.uniform() < 0.5 ? -1 : 1));
      const c = 0.1 / k ** 0.101;
      const a = (0.2 * (5 + 1) ** 0.602) / (5 + k) ** 0.602;
      const above = before.map((x, i) => x + c * signs[i]!);
      const below = before.map((x, i) => x - c * signs[i]!);
      expect(asked.map((each) => [...each])).toEqual([above, below]);
      const slope = (bowl(above) - bowl(below)) / (2 * c);
      after.forEach((x, i) => {
        expect(x).toBeCloseTo(before[i]! - a * slope * signs[i]!, 12);
      });
      point = after;
    }
  });

  test('finds the bottom of a bowl', () => {
    const state = createSpsaState();
    let point: Float64Array = Float64Array.of(2, -1, 0.3);
    const directions = randomStream(1, 'directions');
    for (let k = 0; k < 400; k++) {
      const { points, move } = spsaStep(state, point, { ...gains, expected: 400 }, directions);
      point = move(points.map((each) => bowl([...each])));
    }
    expect(bowl([...point])).toBeLessThan(1e-6);
  });
});

describe('rotosolve', () => {
  const sinusoid = fc.record({
    amplitude: fc.double({ min: 0.01, max: 5, noNaN: true }),
    phase: fc.double({ min: -3, max: 3, noNaN: true }),
    middle: fc.double({ min: -5, max: 5, noNaN: true }),
    start: fc.double({ min: -9, max: 9, noNaN: true }),
  });

  test('finds the exact minimum of a sinusoid in one sweep of three looks and one to check', () => {
    fc.assert(
      fc.property(sinusoid, ({ amplitude, phase, middle, start }) => {
        const loss: Loss = ([x]) => amplitude * Math.sin(x! + phase) + middle;
        const { point, asked } = takeStep(rotosolveSweep(Float64Array.of(start)), loss);
        expect(asked).toHaveLength(4);
        expect(loss([...point])).toBeCloseTo(middle - amplitude, 12);
        expect(Math.abs(point[0]!)).toBeLessThanOrEqual(Math.PI);
      }),
    );
  });

  test('of several angles, each is where it is lowest given those after it', () => {
    const loss: Loss = ([x, y, z]) =>
      Math.sin(x! + 0.3) * Math.cos(y!) + 0.5 * Math.sin(z! - y!) + 0.2 * Math.cos(x!);
    let point: Float64Array = Float64Array.of(0.1, 0.2, 0.3);
    let before = loss([...point]);
    for (let sweep = 0; sweep < 30; sweep++) {
      ({ point } = takeStep(rotosolveSweep(point), loss));
      expect(loss([...point])).toBeLessThanOrEqual(before + 1e-12);
      before = loss([...point]);
    }
    // Where cos(y) = 1 and z is a quarter turn before y.
    expect(before).toBeCloseTo(-0.5 - Math.hypot(Math.cos(0.3), Math.sin(0.3) + 0.2), 10);
  });

  test('leaves an angle that does nothing', () => {
    const { point } = takeStep(rotosolveSweep(Float64Array.of(0.7, 0.2)), ([, y]) => Math.cos(y!));
    expect(point[0]).toBe(0.7);
    expect(Math.abs(point[1]!)).toBeCloseTo(Math.PI, 12);
  });
});

describe('L-BFGS', () => {
  const vector = (length: number) =>
    fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: length, maxLength: length });

  test('the two-loop recursion is the dense BFGS update of the inverse Hessian', () => {
    const size = 4;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(vector(size), vector(size)), { minLength: 1, maxLength: 6 }),
        vector(size),
        (drawn, gradient) => {
          const pairs = drawn
            .map(([move, change]) => ({ move, change }))
            .filter(({ move, change }) => inner(move, change) > 0.1);
          if (pairs.length === 0) return;
          const found = quasiNewton(
            pairs.map(({ move, change }) => ({
              move: Float64Array.from(move),
              change: Float64Array.from(change),
            })),
            Float64Array.from(gradient),
          );
          const expected = denseDirection(pairs, gradient);
          const scale = 1 + Math.max(...expected.map(Math.abs));
          found.forEach((value, i) => {
            expect(Math.abs(value - expected[i]!) / scale).toBeLessThan(1e-8);
          });
        },
      ),
    );
  });

  test('a line search meets the strong Wolfe conditions', () => {
    const bends = fc.record({
      a: fc.double({ min: 0.1, max: 3, noNaN: true }),
      b: fc.double({ min: 0.2, max: 4, noNaN: true }),
      c: fc.double({ min: -1, max: 1, noNaN: true }),
      first: fc.double({ min: 1e-3, max: 30, noNaN: true }),
    });
    fc.assert(
      fc.property(bends, ({ a, b, c, first }) => {
        const loss = (x: number): number => 0.3 * (x - 1) ** 2 + a * Math.cos(b * x) + c * x;
        const slopeAt = (x: number): number => 0.6 * (x - 1) - a * b * Math.sin(b * x) + c;
        const downhill = -Math.sign(slopeAt(0));
        if (Math.abs(slopeAt(0)) < 1e-3) return;
        const gradient = Float64Array.of(slopeAt(0));
        const slope = slopeAt(0) * downhill;
        const begin = { point: Float64Array.of(0), distance: 0, loss: loss(0), gradient, slope };
        const search = searchLine(begin, Float64Array.of(downhill), first);
        let next = search.next();
        while (!next.done) {
          const [x] = next.value;
          next = search.next({ loss: loss(x!), gradient: Float64Array.of(slopeAt(x!)) });
        }
        const found = next.value!;
        expect(found.loss).toBeLessThanOrEqual(loss(0) + 1e-4 * found.distance * slope + 1e-12);
        expect(Math.abs(slopeAt(found.point[0]!))).toBeLessThanOrEqual(
          0.9 * Math.abs(slope) + 1e-9,
        );
      }),
    );
  });

  test('goes down the valley of Rosenbrock, and says when it is there', () => {
    const state = createLbfgsState();
    let point: Float64Array = Float64Array.of(-1.2, 1);
    let looks = 0;
    let steps = 0;
    for (let isDone = false; !isDone && steps < 100; steps++) {
      const end = takeStep(lbfgsStep(state, point, 10), rosenbrock, rosenbrockSlopes);
      looks += end.asked.length;
      ({ point, isDone } = end);
    }
    expect(steps).toBeLessThan(60);
    expect(looks).toBeLessThan(120);
    expect([...point].map((x) => Math.round(x * 1e5) / 1e5)).toEqual([1, 1]);
    expect(state.pairs).toHaveLength(10);
  });

  test('a loss that is no number bounds the search', () => {
    const end = takeStep(
      lbfgsStep(createLbfgsState(), Float64Array.of(0.01), 5),
      ([x]) => (x! <= 0 ? NaN : x! - Math.log(x!)),
      ([x]) => [1 - 1 / x!],
    );
    expect(end.point[0]).toBeGreaterThan(0.01);
  });
});

describe('COBYLA', () => {
  /** Smooth, with several valleys. */
  const hills: Loss = (x) =>
    x.reduce((sum, each, i) => {
      const next = x[(i + 1) % x.length]!;
      const wave = Math.cos(1.3 * each + 0.7 * i) * (1 + 0.2 * i);
      return sum + wave + 0.25 * (each - 0.1 * i) ** 2 + 0.4 * Math.sin(each * next + i);
    }, 0);

  function minimise(loss: Loss, start: readonly number[], radius: number, most = 400) {
    const state = createCobylaState();
    let point: Float64Array = Float64Array.from(start);
    const losses: number[] = [];
    let isDone = false;
    while (!isDone && losses.length < most) {
      const end = takeStep(cobylaTrial(state, point, { radius, tolerance: 1e-4 }), loss);
      losses.push(...end.asked.map(loss));
      ({ point, isDone } = end);
    }
    return { point: [...point], losses, isDone };
  }

  // SciPy 1.15.3, the last with Powell's own Fortran: minimize(hills, [0.2] * 6, method='COBYLA',
  // options=dict(rhobeg=1.0, tol=1e-4)); every eighth of its 113 trials.
  const powell = [
    -2.915254828, -6.26924122, -7.108619698, -7.408212045, -7.623810287, -7.705205632, -7.708662257,
    -7.710278995, -7.710359694, -7.710485176, -7.710504058, -7.710506281, -7.710506483,
    -7.710506602, -7.710506663,
  ];

  test('makes the trials of the published program, one by one', () => {
    const { losses, isDone } = minimise(hills, [0.2, 0.2, 0.2, 0.2, 0.2, 0.2], 1);
    expect(losses).toHaveLength(113);
    expect(isDone).toBe(true);
    powell.forEach((loss, k) => {
      expect(losses[8 * k]).toBeCloseTo(loss, 7);
    });
  });

  test('the weights stand at the best trial, and the radius tells when it is there', () => {
    const bowl: Loss = ([x, y]) => (x! - 1) ** 2 + 10 * (y! + 2) ** 2 + 0.5 * x! * y!;
    const { point, losses, isDone } = minimise(bowl, [0.5, 0.5], 0.5);
    expect(isDone).toBe(true);
    expect(bowl(point)).toBe(Math.min(...losses));
    // Where both derivatives vanish: 2 x + y / 2 = 2, x / 2 + 20 y = -40.
    expect(point[0]).toBeCloseTo(60 / 39.75, 2);
    expect(point[1]).toBeCloseTo((2 - (2 * 60) / 39.75) * 2, 2);
  });

  test('a loss that is no number is as bad as can be', () => {
    const edge: Loss = ([x, y]) => (x! > 1 ? NaN : (x! - 0.9) ** 2 + (y! - 0.2) ** 2);
    const { point } = minimise(edge, [0.5, 0.5], 1);
    expect(edge(point)).toBeLessThan(1e-5);
  });
});

function inner(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** `-H g`, with `H` updated as a matrix (Nocedal and Wright 2006, equation 6.17). */
function denseDirection(
  pairs: readonly { readonly move: readonly number[]; readonly change: readonly number[] }[],
  gradient: readonly number[],
): number[] {
  const last = pairs.at(-1)!;
  const scale = inner(last.move, last.change) / inner(last.change, last.change);
  const size = gradient.length;
  let matrix = gradient.map((_, i) => gradient.map((_, j) => (i === j ? scale : 0)));
  for (const { move, change } of pairs) {
    const rho = 1 / inner(move, change);
    const left = gradient.map((_, i) =>
      gradient.map((_, j) => (i === j ? 1 : 0) - rho * move[i]! * change[j]!),
    );
    const product = (a: number[][], b: number[][]): number[][] =>
      a.map((row) =>
        Array.from({ length: size }, (_, j) =>
          inner(
            row,
            b.map((each) => each[j]!),
          ),
        ),
      );
    const transposed = gradient.map((_, i) => left.map((row) => row[i]!));
    matrix = product(product(left, matrix), transposed).map((row, i) =>
      row.map((value, j) => value + rho * move[i]! * move[j]!),
    );
  }
  return matrix.map((row) => -inner(row, gradient));
}
