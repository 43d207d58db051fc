import { argmax } from '../../objectives/classification.ts';
import { applySolver, fitSvm } from '../../solve/index.ts';
import { gaussian, gaussianKernel, gammas, MOST_ROWS } from './gaussian-kernel.ts';
import { featuresOf, truthOf } from './lesson.ts';
import type { Baseline, Learnt, Lesson } from './lesson.ts';
import { scoreGuesses } from './score-guesses.ts';
import { rowOf } from './row-of.ts';

/** A support vector machine with a Gaussian kernel; its width and the price of a wrong sample are searched. */
export const svm: Baseline = {
  name: 'SVM (Gaussian kernel)',
  candidates: (lesson, isQuick) =>
    gammas(lesson.features, isQuick ? [1] : [0.25, 1, 4]).flatMap((gamma) =>
      (isQuick ? [10] : [1, 10, 100]).map((c) => ({
        text: `c ${c}, gamma ${Number(gamma.toPrecision(3))}`,
        examine: (learnt, asked) => Promise.resolve(examine(lesson, learnt, asked, gamma, c)),
      })),
    ),
};

function examine(
  lesson: Lesson,
  all: Uint32Array,
  asked: Uint32Array,
  gamma: number,
  c: number,
): Learnt {
  const classes = lesson.classes!;
  // Rows come in random order, so the first ones are as good as any.
  const rows = all.slice(0, MOST_ROWS);
  const features = featuresOf(lesson, rows);
  const fitted = fitSvm(gaussianKernel(features, gamma), truthOf(lesson, rows), { classes, c });
  const landmarks = fitted.landmarks.map((index) => rowOf(features, index));
  return {
    score: scoreGuesses(lesson, asked, (own) => {
      const likeness = landmarks.map((other) => gaussian(own, other, gamma));
      return argmax(applySolver(fitted, likeness), 0, classes);
    }),
    parameters: fitted.machines.reduce((sum, { support }) => sum + support.length + 1, 0),
  };
}
