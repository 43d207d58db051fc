import type { Contestant, SeedResult } from './result.ts';
import { holm, intervalOf, pairedP, within } from './statistics.ts';

/** A contestant beside the model. */
export interface Row extends Contestant {
  readonly metric: string;
  readonly mean: number;
  /** Of the 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** Mean of this contestant minus that of the model, and whether that may be chance; null of the model itself. */
  readonly difference: number | null;
  /** Holm's correction is in it; null where one trial says nothing of chance. */
  readonly p: number | null;
}

export interface Comparison {
  readonly metric: string;
  readonly isBetterHigh: boolean;
  /** How many trials there were: seeds times folds. */
  readonly trials: number;
  readonly overlap: number;
  /** The model first. */
  readonly rows: readonly Row[];
}

/**
 * All trials as one table.
 * @param results one a seed, in the order of the seeds, at least one
 */
export function comparisonOf(results: readonly SeedResult[]): Comparison {
  const [first] = results;
  const { metric, isBetterHigh, overlap } = first!;
  // Who could not take part in every trial cannot be paired.
  const merged = first!.contestants
    .map(({ name }) => results.map((each) => each.contestants.find((one) => one.name === name)))
    .flatMap((all) => (all.every((one) => one !== undefined) ? [mergeTrials(all)] : []));
  const model = merged[0]!;
  const trials = model.scores.length;
  const paired = merged.filter(({ scores }) => scores.length === trials);
  const others = paired.slice(1);
  const raw = others.map(({ scores }) => pairedP(model.scores, scores, { overlap }));
  const corrected = raw.every((p) => p !== undefined) ? holm(raw) : null;
  const rows = paired.map((contestant, index): Row => {
    const interval = within(intervalOf(contestant.scores, { overlap }), metric);
    const own = intervalOf(model.scores, { overlap });
    return {
      ...contestant,
      metric,
      ...interval,
      difference: index === 0 ? null : interval.mean - own.mean,
      p: index === 0 ? null : (corrected?.[index - 1] ?? null),
    };
  });
  return { metric, isBetterHigh, trials, overlap, rows };
}

function mergeTrials(all: readonly Contestant[]): Contestant {
  const last = all.at(-1)!;
  return {
    ...last,
    scores: all.flatMap(({ scores }) => scores),
    seconds: all.reduce((sum, { seconds }) => sum + seconds, 0),
    notes: [...new Set(all.flatMap(({ notes }) => notes))],
  };
}
