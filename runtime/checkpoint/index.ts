/** Runs on disk: reading, checking and finding them. */
export { readCheckpoint, readRunRecord } from './files.ts';
export type { RunRecord } from './files.ts';
export { loadRun, restoreModel } from './load-run.ts';
export type { LoadedRun, TrainedModel } from './load-run.ts';
export { listRuns, resolveRun } from './resolve.ts';
export type { Checkpoint, Example, Results } from './schema.ts';
