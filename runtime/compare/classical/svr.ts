import { fitSvr } from '../../solve/index.ts';
import { gaussian, gaussianKernel, gammas, MOST_ROWS } from './gaussian-kernel.ts';
import { featuresOf, truthOf } from './lesson.ts';
import type { Baseline, Learnt, Lesson } from './lesson.ts';
import { scoreGuesses } from './score-guesses.ts';
import { rowOf } from './row-of.ts';
import { unitOf } from './unit.ts';

/** Support vector regression with a Gaussian kernel; its width and the price of an error are searched. */
export const svr: Baseline = {
  name: 'SVR (Gaussian kernel)',
  candidates: (lesson, isQuick) =>
    gammas(lesson.features, isQuick ? [1] : [0.25, 1, 4]).flatMap((gamma) =>
      (isQuick ? [1] : [0.1, 1, 10]).map((c) => ({
        text: `c ${c}, gamma ${Number(gamma.toPrecision(3))}`,
        examine: (learnt, asked) => Promise.resolve(examine(lesson, learnt, asked, gamma, c)),
      })),
    ),
};

/** Of the standard deviation of the truth: errors that cost nothing (scikit-learn's default). */
const EPSILON = 0.1;

function examine(
  lesson: Lesson,
  all: Uint32Array,
  asked: Uint32Array,
  gamma: number,
  c: number,
): Learnt {
  // Rows come in random order, so the first ones are as good as any.
  const rows = all.slice(0, MOST_ROWS / 2);
  const features = featuresOf(lesson, rows);
  const unit = unitOf(truthOf(lesson, rows));
  const truth = truthOf(lesson, rows).map((value) => unit.into(value));
  const kernel = gaussianKernel(features, gamma);
  const { support, weights, offset } = fitSvr(kernel, truth, { c, epsilon: EPSILON });
  const landmarks = support.map((index) => rowOf(features, index));
  return {
    score: scoreGuesses(lesson, asked, (own) => {
      const sum = landmarks.reduce(
        (total, other, k) => total + weights[k]! * gaussian(own, other, gamma),
        offset,
      );
      return unit.back(sum);
    }),
    parameters: support.length + 1,
  };
}
