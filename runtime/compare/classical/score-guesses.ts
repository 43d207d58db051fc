import { accuracy } from '../../objectives/classification.ts';
import { determination } from '../../objectives/regression.ts';
import { rowOf } from './row-of.ts';
import { truthOf } from './lesson.ts';
import type { Lesson } from './lesson.ts';

/** What the guesses about some rows are worth: accuracy of classes, the coefficient of determination of numbers. */
export function scoreGuesses(
  lesson: Lesson,
  asked: Uint32Array,
  guess: (features: Float64Array) => number,
): number {
  const guesses = Array.from(asked, (row) => guess(rowOf(lesson.features, row)));
  const truths = [...truthOf(lesson, asked)];
  return lesson.classes === null ? determination(guesses, truths) : accuracy(guesses, truths);
}
