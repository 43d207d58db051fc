/** A stretch of a list that is `times` copies of its first `length` entries. */
export interface Section {
  readonly start: number;
  readonly length: number;
  readonly times: number;
}

/** Beyond this many comparisons a list is drawn as it is. */
const MOST_COMPARISONS = 2e7;

/**
 * Cuts a list into what comes before the best repetition, the repetition, and what comes after.
 * The best one is what leaves most entries out; among equals, the one with the shortest layer.
 * @param keys equal for entries that look the same
 */
export function sectionsOf(keys: readonly string[]): Section[] {
  const best = bestRepeat(keys);
  if (best === undefined) return whole(0, keys.length);
  const end = best.start + best.length * best.times;
  return [...whole(0, best.start), best, ...whole(end, keys.length)];
}

function bestRepeat(keys: readonly string[]): Section | undefined {
  const count = keys.length;
  let best: Section | undefined;
  let most = 0;
  const longest = Math.min(
    Math.floor(count / 2),
    Math.floor(MOST_COMPARISONS / Math.max(count, 1)),
  );
  for (let period = 1; period <= longest; period++) {
    let run = 0;
    for (let i = 0; i + period < count; i++) {
      run = keys[i] === keys[i + period] ? run + 1 : 0;
      const times = Math.floor(run / period) + 1;
      const saved = (times - 1) * period;
      if (saved > most) {
        most = saved;
        best = { start: i + 1 - saved, length: period, times };
      }
    }
  }
  return best;
}

function whole(start: number, end: number): Section[] {
  return end > start ? [{ start, length: end - start, times: 1 }] : [];
}
