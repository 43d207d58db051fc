import type { Checkpoint } from '../checkpoint/schema.ts';
import type { Scores, TrainResult } from './progress.ts';

/** What `train` answers, from the checkpoints of its folds. */
export function trainResult(
  folder: string,
  checkpoints: readonly Checkpoint[],
  interrupted: boolean,
  seconds: number,
): TrainResult {
  const splits = checkpoints.map(scoresOf);
  const validate = meanScores(splits.flatMap((split) => (split.validate ? [split.validate] : [])));
  const test = meanScores(splits.flatMap((split) => (split.test ? [split.test] : [])));
  const folds = checkpoints.length > 1 || (checkpoints[0]?.fold.count ?? 1) > 1 ? checkpoints : [];
  return {
    folder,
    epochs: Math.max(0, ...checkpoints.map(({ epoch }) => epoch)),
    seconds,
    interrupted,
    metrics: {
      train: meanScores(splits.map((split) => split.train)) ?? {},
      ...(validate ? { validate } : {}),
      ...(test ? { test } : {}),
    },
    folds: folds.map(({ fold, results }, index) => ({
      name: fold.name || String(index + 1),
      test: results?.test ?? {},
    })),
  };
}

/** The mean of each score that all have; `samples` are added up. Undefined of nothing. */
export function meanScores(all: readonly Scores[]): Scores | undefined {
  const first = all[0];
  if (!first) return undefined;
  const names = Object.keys(first).filter((name) => all.every((scores) => name in scores));
  return Object.fromEntries(
    names.map((name) => {
      const sum = all.reduce((total, scores) => total + scores[name]!, 0);
      return [name, name === 'samples' ? sum : sum / all.length];
    }),
  );
}

/** Final results, or of an unfinished training the last epoch's. */
function scoresOf({ results, history }: Checkpoint): TrainResult['metrics'] {
  if (results) {
    const { train, validate, test } = results;
    return { train, ...(validate ? { validate } : {}), ...(test ? { test } : {}) };
  }
  const last = history.at(-1);
  if (!last) return { train: {} };
  return { train: last.train, ...(last.validate ? { validate: last.validate } : {}) };
}
