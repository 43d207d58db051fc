import { beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { cobylaTrial, createCobylaState } from '../../runtime/train/optimise/cobyla.ts';
import { createLbfgsState, lbfgsStep } from '../../runtime/train/optimise/lbfgs.ts';
import type { Told, Trials } from '../../runtime/train/optimise/trials.ts';
import { askPython, type PythonAnswers } from './python.ts';

interface Answer {
  readonly point: readonly number[];
  readonly loss: number;
  readonly looks: number;
}

const losses: Readonly<Record<string, (x: Float64Array) => Told>> = {
  quadratic: (x) => {
    const sum = x.reduce((total, each) => total + each);
    const loss = x.reduce((total, each, k) => total + (k + 1) * (each - 0.3 * k) ** 2, 0);
    const gradient = x.map((each, k) => 2 * (k + 1) * (each - 0.3 * k) + sum);
    return { loss: loss + 0.5 * sum ** 2, gradient };
  },
  rosenbrock: (x) => {
    const gradient = new Float64Array(x.length);
    let loss = 0;
    for (let k = 0; k + 1 < x.length; k++) {
      const [bend, rest] = [x[k + 1]! - x[k]! ** 2, 1 - x[k]!];
      loss += 100 * bend ** 2 + rest ** 2;
      gradient[k]! -= 400 * x[k]! * bend + 2 * rest;
      gradient[k + 1]! += 200 * bend;
    }
    return { loss, gradient };
  },
};

const steppers = {
  'L-BFGS-B': () => {
    const state = createLbfgsState();
    return (point: Float64Array): Trials => lbfgsStep(state, point, 10);
  },
  COBYLA: () => {
    const state = createCobylaState();
    const limits = { radius: 0.5, tolerance: 1e-6 };
    return (point: Float64Array): Trials => cobylaTrial(state, point, limits);
  },
};

const cases = [
  { method: 'L-BFGS-B', loss: 'quadratic', start: [2, -1, 0.5, 3, 0, 1, 1, -2], tolerance: 1e-9 },
  { method: 'L-BFGS-B', loss: 'rosenbrock', start: [-1.2, 1], tolerance: 1e-9 },
  { method: 'L-BFGS-B', loss: 'rosenbrock', start: [1.3, 0.7, 0.8, 1.9, 1.2], tolerance: 1e-9 },
  { method: 'COBYLA', loss: 'quadratic', start: [2, -1, 0.5, 3], tolerance: 1e-8 },
  { method: 'COBYLA', loss: 'quadratic', start: [1, 0, 1, 0, 1, 0], tolerance: 1e-8 },
  // A linear model follows a bent valley slowly: both give up at the radius, near the bottom.
  { method: 'COBYLA', loss: 'rosenbrock', start: [0.5, 0.6], tolerance: 1e-3 },
] as const;

const asked = cases.map((each) => ({
  ...each,
  id: `${each.method} on ${each.loss} from ${each.start.join(', ')}`,
}));

let answers: PythonAnswers<Answer>;

// The first time, a Python environment is made.
beforeAll(async () => {
  answers = await askPython('optimisers.py', asked);
}, 600_000);

describe('SciPy finds the same minimum', () => {
  test.for(asked)('$id', ({ id, method, loss, start, tolerance }, context) => {
    const answer = answerTo(id, context);
    const step = steppers[method]();
    let point: Float64Array = Float64Array.from(start);
    let looks = 0;
    for (let isDone = false; !isDone && looks < 20_000;) {
      const trials = step(point);
      let next = trials.next();
      while (!next.done) {
        looks += 1;
        next = trials.next(losses[loss]!(next.value));
      }
      ({ point, isDone } = next.value);
    }
    expect(losses[loss]!(point).loss).toBeCloseTo(answer.loss, -Math.log10(tolerance) - 1);
    point.forEach((value, k) => {
      expect(Math.abs(value - answer.point[k]!)).toBeLessThan(30 * Math.sqrt(tolerance));
    });
    expect(looks).toBeLessThan(3 * answer.looks);
  });
});

/** Skips by name where there is no Python; in CI that has failed before. */
function answerTo(id: string, context: TestContext): Answer {
  if (answers.kind === 'missing') return context.skip(answers.reason);
  return answers.answers[id]!;
}
