import { argmax } from '../../objectives/classification.ts';
import { applySolver, fitLogistic } from '../../solve/index.ts';
import { featuresOf, truthOf } from './lesson.ts';
import type { Baseline, Learnt, Lesson } from './lesson.ts';
import { scoreGuesses } from './score-guesses.ts';

/** Logistic regression; the price of a wrong sample is searched. */
export const logistic: Baseline = {
  name: 'logistic regression',
  candidates: (lesson, isQuick) =>
    (isQuick ? [1] : [0.01, 0.1, 1, 10, 100]).map((c) => ({
      text: `c ${c}`,
      examine: (learnt, asked) => Promise.resolve(examine(lesson, learnt, asked, c)),
    })),
};

function examine(lesson: Lesson, rows: Uint32Array, asked: Uint32Array, c: number): Learnt {
  const classes = lesson.classes!;
  const features = featuresOf(lesson, rows);
  const fitted = fitLogistic(features, truthOf(lesson, rows), { classes, c });
  return {
    score: scoreGuesses(lesson, asked, (own) => argmax(applySolver(fitted, own), 0, classes)),
    // Of two classes only the difference of the two rows counts.
    parameters: (classes === 2 ? 1 : classes) * (features.size + 1),
  };
}
