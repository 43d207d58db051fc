/**
 * The `size` most frequent words of some texts, most frequent first; words equally frequent by their code units.
 *
 * @param texts Words of each sample; undefined where a sample has no text.
 * @param rows The samples that count.
 */
export function mostFrequent(
  texts: readonly (readonly string[] | undefined)[],
  rows: Iterable<number>,
  size: number,
): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const word of texts[row] ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, timesA], [b, timesB]) => timesB - timesA || (a < b ? -1 : 1))
    .slice(0, size)
    .map(([word]) => word);
}
