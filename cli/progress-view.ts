import { clearLine, cursorTo } from 'node:readline';
import type { Progress, Scores } from '../runtime/train/progress.ts';
import type { Session } from './session.ts';
import { duration, shortNumber } from './table.ts';

export interface ProgressView {
  show(progress: Progress): void;
  /** What is waited for meanwhile, in a line. */
  note(text: string): void;
  /** Takes the live line away. */
  end(): void;
}

/** Often enough to look alive, rarely enough to cost nothing. */
const liveInterval = 100;
/** A log file needs no more than this. */
const plainInterval = 2000;

/** One line that is overwritten on a terminal; elsewhere a line for an epoch now and then, and for the last one. */
export function progressView(title: string, session: Session): ProgressView {
  return session.err.live ? liveView(title, session) : plainView(title, session);
}

const doing = {
  read: 'reading data',
  fit: 'fitting transforms',
  solve: 'fitting solvers',
} as const;

/** `epoch 3/20  loss 0.4213  validate accuracy 0.8750  5200 samples/s  12 s left` */
export function progressText(progress: Progress): string {
  const { phase, fraction, epoch, epochs, scores, samplesPerSecond, secondsLeft } = progress;
  const fold = progress.folds > 1 ? `fold ${progress.fold}/${progress.folds}` : '';
  if (phase !== 'train') {
    return joinParts([fold, `${doing[phase]} ${Math.round(fraction * 100)} %`]);
  }
  if (epochs === 0) return joinParts([fold, 'scoring']);
  return joinParts([
    fold,
    `epoch ${epoch}/${epochs}`,
    scores.train?.['loss'] === undefined ? '' : `loss ${shortNumber(scores.train['loss'])}`,
    validationText(scores.validate),
    samplesPerSecond > 0 ? `${Math.round(samplesPerSecond)} samples/s` : '',
    secondsLeft > 0 && Number.isFinite(secondsLeft) ? `${duration(secondsLeft)} left` : '',
  ]);
}

function liveView(title: string, session: Session): ProgressView {
  let shownAt = -Infinity;
  let last = '';
  let waiting = '';
  const clear = (): void => {
    clearLine(process.stderr, 0);
    cursorTo(process.stderr, 0);
  };
  const draw = (): void => {
    clear();
    // A line that wraps could not be overwritten.
    session.err.write(joinParts([last, waiting]).slice(0, session.err.width - 1));
  };
  return {
    show: (progress) => {
      const now = performance.now();
      last = `${title}  ${bar(overall(progress))}  ${progressText(progress)}`;
      if (now - shownAt < liveInterval && !isLast(progress)) return;
      shownAt = now;
      draw();
    },
    note: (text) => {
      waiting = text;
      draw();
    },
    end: clear,
  };
}

function plainView(title: string, session: Session): ProgressView {
  let shownAt = -Infinity;
  let shownEpoch = '';
  return {
    show: (progress) => {
      if (progress.phase !== 'train' || progress.epoch === 0) return;
      const epoch = `${progress.fold} ${progress.epoch}`;
      const now = performance.now();
      if (epoch === shownEpoch || (now - shownAt < plainInterval && !isLast(progress))) return;
      shownAt = now;
      shownEpoch = epoch;
      session.err.write(`${title}  ${progressText(progress)}\n`);
    },
    note: (text) => session.err.write(`${title}  ${text}\n`),
    end: () => undefined,
  };
}

function isLast(progress: Progress): boolean {
  return progress.phase === 'train' && progress.epoch === progress.epochs;
}

function overall({ phase, fraction, fold, folds }: Progress): number {
  const done = phase === 'train' ? fraction : Number(phase === 'solve');
  return (Math.max(fold - 1, 0) + done) / Math.max(folds, 1);
}

function bar(fraction: number): string {
  const cells = 16;
  const full = Math.round(Math.min(Math.max(fraction, 0), 1) * cells);
  return '█'.repeat(full) + '░'.repeat(cells - full);
}

/** The metric a person judges by, else the loss. */
function validationText(scores: Scores | undefined): string {
  if (!scores) return '';
  const name = ['accuracy', 'r2', 'validity', 'loss'].find((one) => scores[one] !== undefined);
  return name === undefined ? '' : `validate ${name} ${shortNumber(scores[name] ?? 0)}`;
}

function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('  ');
}
