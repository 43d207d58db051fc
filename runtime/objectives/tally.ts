import { logSumExpOf } from '../graph/operations/normalise.ts';
import { average } from './regression.ts';
import { accuracy, argmax, confusion, macroF1 } from './classification.ts';
import { randIndex } from './clustering.ts';
import {
  concordance,
  correlation,
  determination,
  meanAbsoluteError,
  rootMeanSquaredError,
} from './regression.ts';

/** Numbers collected sample by sample, and what they come to. */
export interface Tally {
  add(...values: Float64Array[]): void;
  /** Empty without samples. */
  scores(): Record<string, number>;
}

/** Class guesses against classes. Scores: `accuracy`, `f1` (macro). */
export function classTally(classes: number): Tally & { confusion(): number[][] } {
  const guesses: number[] = [];
  const truths: number[] = [];
  return {
    add(logits, truth) {
      for (let k = 0; k < truth.length; k++) {
        if (truth[k]! < 0) continue;
        guesses.push(argmax(logits, k * classes, classes));
        truths.push(truth[k]!);
      }
    },
    scores: () =>
      truths.length === 0
        ? {}
        : { accuracy: accuracy(guesses, truths), f1: macroF1(guesses, truths, classes) },
    confusion: () => confusion(guesses, truths, classes),
  };
}

/** Classes against classes, as many of both. Scores: `accuracy`, `f1` (macro). */
export function answerTally(classes: number): Tally & { confusion(): number[][] } {
  const tally = classTally(classes);
  const scores = new Float64Array(classes);
  return {
    ...tally,
    add(guess, truth) {
      for (let k = 0; k < truth.length; k++) {
        if (guess[k]! < 0) continue;
        scores.fill(0);
        scores[guess[k]!] = 1;
        tally.add(scores, truth.subarray(k, k + 1));
      }
    },
  };
}

/** A logit against 0 or 1. Scores: `accuracy`, `f1` (macro). */
export function binaryTally(): Tally & { confusion(): number[][] } {
  const classes = classTally(2);
  const logits = new Float64Array(2);
  return {
    ...classes,
    add(logit, truth) {
      logits[1] = logit[0]!;
      classes.add(logits, truth);
    },
  };
}

/** Numbers against numbers. Scores: `mae`, `rmse`, `r2`, `correlation`, `concordance`. */
export function numberTally(): Tally {
  const guesses: number[] = [];
  const truths: number[] = [];
  return {
    add(guess, truth) {
      guesses.push(...guess);
      truths.push(...truth);
    },
    scores: () =>
      truths.length === 0
        ? {}
        : {
            mae: meanAbsoluteError(guesses, truths),
            rmse: rootMeanSquaredError(guesses, truths),
            r2: determination(guesses, truths),
            correlation: correlation(guesses, truths),
            concordance: concordance(guesses, truths),
          },
  };
}

/** `exp` of the mean cross-entropy of logits. Score: `perplexity`. */
export function perplexityTally(): Tally {
  const losses: number[] = [];
  return {
    add(logits, truth) {
      const width = logits.length / truth.length;
      for (let k = 0; k < truth.length; k++) {
        const index = truth[k]!;
        if (index < 0) continue;
        losses.push(logSumExpOf(logits, k * width, width) - logits[k * width + index]!);
      }
    },
    scores: () =>
      losses.length === 0
        ? {}
        : { perplexity: Math.exp(average(losses.length, (i) => losses[i]!)) },
  };
}

/** Indices of groups against classes; a sample without either does not count. Score: `rand_index` (adjusted). */
export function groupTally(): Tally {
  const groups: number[] = [];
  const truths: number[] = [];
  return {
    add(group, truth) {
      if (truth[0]! < 0 || group[0]! < 0) return;
      groups.push(group[0]!);
      truths.push(truth[0]!);
    },
    scores: () => (truths.length === 0 ? {} : { rand_index: randIndex(groups, truths) }),
  };
}

/** The mean of what is given. Score: `mean`. */
export function meanTally(): Tally {
  const values: number[] = [];
  return {
    add: (value) => values.push(...value),
    scores: () => (values.length === 0 ? {} : { mean: average(values.length, (i) => values[i]!) }),
  };
}
