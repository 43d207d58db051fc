/**
 * Decides whether a run is shared, by what sharing was worth lately: cores that other programs use, or that a container
 * is not granted, make it slower. Results do not depend on it, so it may look at the clock.
 */
export interface Chooser {
  /** @param milliseconds of work, as predicted: runs of like size are compared */
  shares(milliseconds: number): boolean;
  note(milliseconds: number, shared: boolean, elapsed: number): void;
}

/** Time over what was predicted, averaged over the last runs; undefined before the first. */
interface Rates {
  runs: number;
  alone: number | undefined;
  shared: number | undefined;
}

/** Every so many runs the way that was worse lately gets a try. */
const TRY = 16;
/** How much a new run counts in the average. */
const WEIGHT = 0.25;
/** One long stop should not decide for long: neither average grows beyond so many times the other. */
const MOST_TIMES = 3;

export function createChooser(): Chooser {
  const bySize = new Map<number, Rates>();
  const ratesOf = (milliseconds: number): Rates => {
    const size = Math.round(Math.log2(milliseconds));
    const rates = bySize.get(size) ?? { runs: 0, alone: undefined, shared: undefined };
    bySize.set(size, rates);
    return rates;
  };
  return {
    shares: (milliseconds) => {
      const rates = ratesOf(milliseconds);
      rates.runs += 1;
      if (rates.shared === undefined) return true;
      if (rates.alone === undefined) return false;
      const better = rates.shared < rates.alone;
      return rates.runs % TRY === 0 ? !better : better;
    },
    note: (milliseconds, shared, elapsed) => {
      const rates = ratesOf(milliseconds);
      const which = shared ? 'shared' : 'alone';
      const before = rates[which];
      const now = elapsed / milliseconds;
      rates[which] = before === undefined ? now : before + WEIGHT * (now - before);
      if (rates.alone === undefined || rates.shared === undefined) return;
      rates.alone = Math.min(rates.alone, MOST_TIMES * rates.shared);
      rates.shared = Math.min(rates.shared, MOST_TIMES * rates.alone);
    },
  };
}
