/** What a model is worth beside classical ones, twins of itself and itself without a part, on the same trials. */
export { compareSeed } from './compare-seed.ts';
export { comparisonOf } from './comparison.ts';
export type { Comparison } from './comparison.ts';
export { methodText } from './method.ts';
export { AGAINST } from './result.ts';
export type { Against, SeedResult } from './result.ts';
export { pText, verdictOf } from './verdict.ts';
export { intervalOf, within } from './statistics.ts';
