/**
 * The adjusted Rand index of two groupings (Hubert and Arabie 1985): the share of pairs of samples on which they agree,
 * scaled so that 1 is the same grouping, whatever the groups are called, and 0 is what chance gives; it may be
 * negative. 1 where there is nothing to tell apart: both put all samples together, or each one by itself.
 */
export function randIndex(groups: ArrayLike<number>, truth: ArrayLike<number>): number {
  const together = pairs(truth.length, (i) => `${groups[i]!},${truth[i]!}`);
  const ofGroups = pairs(truth.length, (i) => groups[i]!);
  const ofTruth = pairs(truth.length, (i) => truth[i]!);
  const all = choices(truth.length);
  const expected = all === 0 ? 0 : (ofGroups * ofTruth) / all;
  const most = (ofGroups + ofTruth) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

/** How many pairs of samples share a key. */
function pairs(length: number, keyOf: (index: number) => string | number): number {
  const counts = new Map<string | number, number>();
  for (let i = 0; i < length; i++) counts.set(keyOf(i), (counts.get(keyOf(i)) ?? 0) + 1);
  return [...counts.values()].reduce((sum, each) => sum + choices(each), 0);
}

/** Pairs of `count` things. */
function choices(count: number): number {
  return (count * (count - 1)) / 2;
}
