import type { Host } from '../host.ts';
import type { Progress } from './progress.ts';

/** Turns what training tells into progress: rates and the time that is left. */
export interface Reporter {
  reading(fraction: number): void;
  fitting(fold: number, fraction: number): void;
  /** Training of `fold` is done up to `fraction` of it. */
  training(fold: number, fraction: number, epoch: number, samples: number): void;
  solving(fold: number, fraction: number): void;
  scored(scores: Progress['scores']): void;
}

export function createReporter(
  host: Host,
  epochs: number,
  onProgress: (progress: Progress) => void,
): Reporter & { folds: number } {
  let scores: Progress['scores'] = {};
  let begin: number | undefined;
  let beginFraction = 0;
  let seen = 0;

  const reporter = {
    folds: 1,
    reading: (fraction: number) => tell('read', fraction, 0, 0, Number.NaN),
    fitting: (fold: number, fraction: number) => tell('fit', fraction, fold, 0, Number.NaN),
    training(fold: number, fraction: number, epoch: number, samples: number) {
      const done = (fold + fraction) / reporter.folds;
      if (begin === undefined) {
        begin = host.now();
        beginFraction = done;
      }
      seen += samples;
      const elapsed = (host.now() - begin) / 1000;
      const left = (elapsed * (1 - done)) / (done - beginFraction);
      tell('train', fraction, fold, epoch, left, elapsed > 0 ? seen / elapsed : 0);
    },
    solving: (fold: number, fraction: number) => tell('solve', fraction, fold, epochs, Number.NaN),
    scored(latest: Progress['scores']) {
      scores = latest;
    },
  };
  return reporter;

  function tell(
    phase: Progress['phase'],
    fraction: number,
    fold: number,
    epoch: number,
    secondsLeft: number,
    samplesPerSecond = 0,
  ): void {
    const folds = reporter.folds;
    onProgress({
      phase,
      fraction,
      epoch,
      epochs,
      fold: fold + 1,
      folds,
      scores,
      samplesPerSecond,
      secondsLeft,
    });
  }
}
