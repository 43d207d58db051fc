import type { Scores } from '../train/progress.ts';

/** How often a run is scored where scores are drawn. */
export const REPETITIONS = 10;

/** Means of the scores over repetitions that all have the same ones; the number of samples is one of them. */
export function meanOver(repetitions: readonly Scores[]): Scores {
  return eachScore(repetitions, (values) => {
    // Adding up equal numbers and dividing may not give them back.
    return values.every((value) => value === values[0]) ? values[0]! : meanOf(values);
  });
}

/**
 * The standard error of a score from one repetition: the standard deviation over several.
 * @param repetitions at least 2
 */
export function standardErrors(repetitions: readonly Scores[]): Scores {
  const errors = eachScore(repetitions, (values) => {
    const mean = meanOf(values);
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return Math.sqrt(squares / (values.length - 1));
  });
  return Object.fromEntries(Object.entries(errors).filter(([name]) => name !== 'samples'));
}

function eachScore(
  repetitions: readonly Scores[],
  of: (values: readonly number[]) => number,
): Record<string, number> {
  const names = Object.keys(repetitions[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, of(repetitions.map((scores) => scores[name]!))]),
  );
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
