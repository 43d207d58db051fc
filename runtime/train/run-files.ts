import {
  foldFolder,
  readCheckpoint,
  readRunRecord,
  writeCheckpoint,
  writeRunRecord,
} from '../checkpoint/files.ts';
import type { RunRecord } from '../checkpoint/files.ts';
import { rememberLastRun } from '../checkpoint/resolve.ts';
import type { Checkpoint, Hashes } from '../checkpoint/schema.ts';
import type { Host } from '../host.ts';
import { UserProblem } from '../program/index.ts';
import type { EpochRecord } from './state.ts';

/** What a training leaves on disk while it goes on. */
export interface RunFiles {
  /** The checkpoint that a fold goes on from, when the run is resumed. */
  checkpointOf(fold: number): Checkpoint | undefined;
  /** Makes the run folder, if that has not been done. */
  begin(): void;
  /** Adds a line to metrics.jsonl. The first call begins the run folder. */
  addEpoch(fold: number, record: EpochRecord): void;
  /** Writes the checkpoint of its fold; with several folds `checkpoint.json` of the run is that of the last written. */
  save(checkpoint: Checkpoint): void;
  /** Writes it unless another was written less than two seconds ago. */
  saveNowAndThen(checkpoint: () => Promise<Checkpoint>): Promise<void>;
}

const SAVE_MILLISECONDS = 2000;

/**
 * @param resumed go on with what the folder holds
 * @throws UserProblem `run-changed` where the folder's run is another one, `run-not-found`, `run-damaged`
 */
export function openRunFiles(
  host: Host,
  folder: string,
  record: RunRecord,
  folds: number,
  resumed: boolean,
): RunFiles {
  const checkpoints = resumed ? resumable(host, folder, record, folds) : [];
  let begun = false;
  let lastSave = -Infinity;

  const begin = (): void => {
    if (begun) return;
    begun = true;
    writeRunRecord(host, folder, record);
    const lines = checkpoints.flatMap((checkpoint, fold) =>
      (checkpoint?.history ?? []).map((epoch) => metricsLine(fold, folds, epoch)),
    );
    host.write(`${folder}/metrics.jsonl`, lines.join(''));
    rememberLastRun(host, folder);
  };
  const save = (checkpoint: Checkpoint): void => {
    begin();
    const own = foldFolder(folder, checkpoint.fold.index, folds);
    writeCheckpoint(host, own, checkpoint);
    if (own !== folder) writeCheckpoint(host, folder, checkpoint);
    lastSave = host.now();
  };
  return {
    checkpointOf: (fold) => checkpoints[fold],
    begin,
    addEpoch(fold, epoch) {
      begin();
      host.append(`${folder}/metrics.jsonl`, metricsLine(fold, folds, epoch));
    },
    save,
    async saveNowAndThen(checkpoint) {
      if (host.now() - lastSave >= SAVE_MILLISECONDS) save(await checkpoint());
    },
  };
}

function metricsLine(
  fold: number,
  folds: number,
  { epoch, stage, round, train, validate }: Checkpoint['history'][number] | EpochRecord,
): string {
  const of = folds > 1 ? { fold: fold + 1 } : {};
  return `${JSON.stringify({ ...of, stage, round, epoch, train, validate })}\n`;
}

function resumable(
  host: Host,
  folder: string,
  record: RunRecord,
  folds: number,
): (Checkpoint | undefined)[] {
  const stored = readRunRecord(host, folder);
  requireSame(folder, stored.hashes, record.hashes);
  return Array.from({ length: folds }, (_, fold) => {
    const checkpoint = readCheckpoint(host, foldFolder(folder, fold, folds));
    if (checkpoint) requireSame(folder, checkpoint.hashes, record.hashes);
    return checkpoint;
  });
}

function requireSame(folder: string, stored: Hashes, now: Hashes): void {
  const changed = [
    ...(stored.source === now.source ? [] : ['the source texts']),
    ...(stored.data === now.data ? [] : ['the data']),
  ];
  if (changed.length === 0 && stored.run !== now.run) changed.push('the settings of the run');
  if (changed.length === 0) return;
  throw new UserProblem({
    code: 'run-changed',
    message: `The run in \`${folder}\` cannot go on: ${changed.join(' and ')} changed since it began.`,
    help: 'Resume it with what it was begun with, or begin a new run.',
    file: `${folder}/run.json`,
  });
}
