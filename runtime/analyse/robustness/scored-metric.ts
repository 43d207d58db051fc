/** A metric that a model is judged by. */
export interface ScoredMetric {
  readonly name: string;
  /** Is a smaller value better? */
  readonly isLow: boolean;
}

const PREFERRED = ['accuracy', 'mae', 'validity', 'loss'];
const LOW = ['mae', 'rmse', 'perplexity', 'loss'];
/** What is lost before anyone worries: of a share as it is, of what is better small as a part of it. */
const SHARE_LOST = 0.05;
const PART_LOST = 0.2;

/** The one that says most to people, of those that there are. */
export function scoredMetric(names: readonly string[]): ScoredMetric {
  const own = names.filter((name) => name !== 'samples');
  const name = PREFERRED.find((each) => own.includes(each)) ?? own[0] ?? 'loss';
  return { name, isLow: LOW.includes(name) };
}

/** Is a score nearly as good as the exact one? */
export function isNearly({ isLow }: ScoredMetric, score: number, exact: number): boolean {
  return isLow ? score <= exact + PART_LOST * Math.abs(exact) : score >= exact - SHARE_LOST;
}

/** What `isNearly` allows, in words. */
export function allowanceText({ isLow }: ScoredMetric): string {
  return isLow ? `${100 * PART_LOST} % above` : `${SHARE_LOST} below`;
}
