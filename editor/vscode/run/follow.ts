import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { latestRun } from './latest-run.ts';

/** A run as it stands on disk. */
export interface RunState {
  readonly folder: string;
  /** The text of `metrics.jsonl`. */
  readonly metrics: string;
}

interface FollowRequest {
  /** The folder that has `runs/` in it. */
  readonly folder: string;
  /** Runs written before do not count, in milliseconds of the system's clock. */
  readonly since?: number;
  readonly onChange: (state: RunState) => void;
}

const LOOK_MILLISECONDS = 300;

/**
 * Tells the latest run of a folder now and whenever it has grown, until it is disposed of. It looks instead of
 * watching: runs on shared disks and in containers raise no events.
 */
export function followRuns({ folder, since, onChange }: FollowRequest): { dispose(): void } {
  let told = '';
  const look = (): void => {
    const state = readRun(folder, since);
    const seen = JSON.stringify(state ?? '');
    if (!state || seen === told) return;
    told = seen;
    onChange(state);
  };
  look();
  const timer = setInterval(look, LOOK_MILLISECONDS);
  return {
    dispose: () => {
      clearInterval(timer);
      // What was written between the last look and the end.
      look();
    },
  };
}

function readRun(folder: string, since?: number): RunState | undefined {
  const run = latestRun(folder, { since });
  if (run === undefined) return undefined;
  try {
    return { folder: run, metrics: readFileSync(join(run, 'metrics.jsonl'), 'utf8') };
  } catch {
    // Removed since it was seen.
    return undefined;
  }
}
