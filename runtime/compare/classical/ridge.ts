import { applySolver, fitRidge } from '../../solve/index.ts';
import { featuresOf, truthOf } from './lesson.ts';
import type { Baseline, Learnt, Lesson } from './lesson.ts';
import { scoreGuesses } from './score-guesses.ts';

/** Ridge regression; the penalty is searched. */
export const ridge: Baseline = {
  name: 'ridge regression',
  candidates: (lesson, isQuick) =>
    (isQuick ? [1] : [0.01, 0.1, 1, 10, 100, 1000]).map((penalty) => ({
      text: `penalty ${penalty}`,
      examine: (learnt, asked) => Promise.resolve(examine(lesson, learnt, asked, penalty)),
    })),
};

function examine(lesson: Lesson, rows: Uint32Array, asked: Uint32Array, penalty: number): Learnt {
  const features = featuresOf(lesson, rows);
  const truth = { count: rows.length, size: 1, values: truthOf(lesson, rows) };
  const fitted = fitRidge(features, truth, { penalty });
  return {
    score: scoreGuesses(lesson, asked, (own) => applySolver(fitted, own)[0]!),
    parameters: features.size + 1,
  };
}
