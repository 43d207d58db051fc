import type { FeatureTransform } from './transform.ts';

/** Counts of each word of the vocabulary: word indices `[t]` to `[v]`; -1 is no word. */
export function createBag([vocabulary]: readonly number[]): FeatureTransform {
  return (words) => {
    const counts = new Float64Array(vocabulary!);
    for (const word of words) if (word >= 0) counts[word]! += 1;
    return counts;
  };
}
