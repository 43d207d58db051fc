/** Of repeats: the median, and what half of them lie between. */
export interface Spread {
  readonly best: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Best is the smallest; quartiles are interpolated. @param values one at least */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const next = sorted[Math.min(below + 1, sorted.length - 1)]!;
    return sorted[below]! + (place - below) * (next - sorted[below]!);
  };
  return { best: sorted[0]!, low: at(0.25), median: at(0.5), high: at(0.75) };
}
