import { describe, expect, test } from 'vitest';
import { accuracy, argmax, confusion, macroF1 } from '../../runtime/objectives/classification.ts';
import {
  concordance,
  correlation,
  determination,
  meanAbsoluteError,
  rootMeanSquaredError,
} from '../../runtime/objectives/regression.ts';
import { binaryTally, classTally, perplexityTally } from '../../runtime/objectives/tally.ts';

describe('metrics of classes', () => {
  const truth = [0, 0, 1, 1, 1, 2];
  const guess = [0, 1, 1, 1, 0, 0];

  test('accuracy and confusion', () => {
    expect(accuracy(guess, truth)).toBe(0.5);
    expect(confusion(guess, truth, 4)).toEqual([
      [1, 1, 0, 0],
      [1, 2, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
  });

  test('f1 is the mean over the classes that occur', () => {
    // As scikit-learn: f1 of the classes 0.4, 2/3 and 0; the class that never occurs does not count.
    expect(macroF1(guess, truth, 4)).toBeCloseTo((0.4 + 2 / 3 + 0) / 3, 12);
  });

  test('the first of equal scores is the guess', () => {
    expect(argmax([9, 1, 3, 3], 1, 3)).toBe(1);
  });

  test('samples without a class are not judged', () => {
    const tally = classTally(2);
    tally.add(Float64Array.of(1, 0), Float64Array.of(-1));
    expect(tally.scores()).toEqual({});
    tally.add(Float64Array.of(1, 0), Float64Array.of(0));
    expect(tally.scores()).toEqual({ accuracy: 1, f1: 1 });
  });

  test('a positive logit means yes', () => {
    const tally = binaryTally();
    tally.add(Float64Array.of(0.2), Float64Array.of(1));
    tally.add(Float64Array.of(0.2), Float64Array.of(0));
    tally.add(Float64Array.of(-3), Float64Array.of(0));
    expect(tally.scores()['accuracy']).toBeCloseTo(2 / 3, 12);
    expect(tally.confusion()).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  test('perplexity of an even guess is the number of classes', () => {
    const tally = perplexityTally();
    tally.add(Float64Array.of(3, 3, 3, 3), Float64Array.of(2));
    expect(tally.scores()['perplexity']).toBeCloseTo(4, 12);
  });
});

describe('metrics of numbers', () => {
  const truth = [1, 2, 3, 4];
  const guess = [1, 2, 3, 6];

  test('errors', () => {
    expect(meanAbsoluteError(guess, truth)).toBe(0.5);
    expect(rootMeanSquaredError(guess, truth)).toBe(1);
    expect(determination(guess, truth)).toBeCloseTo(1 - 4 / 5, 12);
    expect(determination([1, 1], [3, 3])).toBe(0);
  });

  test('agreement', () => {
    expect(correlation(guess, truth)).toBeCloseTo(8 / Math.sqrt(5 * 14), 12);
    expect(correlation([1, 1], [1, 2])).toBe(0);
    expect(concordance(truth, truth)).toBeCloseTo(1, 12);
    // A guess that is right but for a shift correlates fully and agrees less.
    const shifted = truth.map((value) => value + 1);
    expect(correlation(shifted, truth)).toBeCloseTo(1, 12);
    expect(concordance(shifted, truth)).toBeCloseTo(2.5 / (2.5 + 1), 12);
  });
});
