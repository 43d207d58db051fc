import type { Comparison } from './comparison.ts';

/** How intervals and p were found. */
export function methodText({ trials, overlap }: Pick<Comparison, 'trials' | 'overlap'>): string {
  if (trials < 2) return '1 trial.';
  const correction =
    overlap > 0
      ? "Student's t with the correction of Nadeau and Bengio (2003) for training splits that overlap"
      : "Student's t over trials that share one split, so chance in the choice of samples is not in it";
  return `${trials} trials. 95 % intervals and paired tests: ${correction}; p after Holm.`;
}
