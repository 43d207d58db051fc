import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accuracy, argmax, confusion, macroF1 } from '../../runtime/objectives/classification.ts';
import {
  concordance,
  correlation,
  determination,
  meanAbsoluteError,
  rootMeanSquaredError,
} from '../../runtime/objectives/regression.ts';
import { randIndex } from '../../runtime/objectives/clustering.ts';
import {
  answerTally,
  binaryTally,
  classTally,
  groupTally,
  perplexityTally,
} from '../../runtime/objectives/tally.ts';

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

describe('metrics of groups', () => {
  /** By counting pairs of samples, as the index is defined. */
  function byPairs(group: readonly number[], truth: readonly number[]): number {
    let [both, ofGroup, ofTruth, all] = [0, 0, 0, 0];
    for (let i = 0; i < truth.length; i++) {
      for (let j = 0; j < i; j++) {
        const [together, belong] = [group[i] === group[j], truth[i] === truth[j]];
        all += 1;
        if (together) ofGroup += 1;
        if (belong) ofTruth += 1;
        if (together && belong) both += 1;
      }
    }
    const expected = (ofGroup * ofTruth) / all;
    return (both - expected) / ((ofGroup + ofTruth) / 2 - expected);
  }

  test('the adjusted Rand index counts pairs that both sides put together', () => {
    const stream = fc.array(fc.tuple(fc.nat(3), fc.nat(2)), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(stream, (samples) => {
        const [group, truth] = [samples.map(([a]) => a), samples.map(([, b]) => b)];
        const wanted = byPairs(group, truth);
        fc.pre(Number.isFinite(wanted));
        expect(randIndex(group, truth)).toBeCloseTo(wanted, 10);
      }),
    );
  });

  test('and knows the values of scikit-learn', () => {
    expect(randIndex([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(0.5714285714, 9);
    expect(randIndex([0, 0, 0, 0], [0, 1, 2, 3])).toBe(0);
    expect(randIndex([1, 1, 0, 0], [0, 0, 1, 1])).toBe(1);
    expect(randIndex([0, 0], [1, 1])).toBe(1);
  });

  test('samples without a class or a group are not judged', () => {
    const tally = groupTally();
    for (const [group, truth] of [
      [0, 1],
      [-1, 1],
      [0, -1],
      [1, 0],
    ] as const)
      tally.add(Float64Array.of(group), Float64Array.of(truth));
    expect(tally.scores()).toEqual({ rand_index: 1 });
  });

  test('an answer that is a class is judged as it is', () => {
    const tally = answerTally(3);
    tally.add(Float64Array.of(2, 1), Float64Array.of(2, 0));
    tally.add(Float64Array.of(-1), Float64Array.of(1));
    expect(tally.scores()['accuracy']).toBe(0.5);
    expect(tally.confusion()).toEqual([
      [0, 1, 0],
      [0, 0, 0],
      [0, 0, 1],
    ]);
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
