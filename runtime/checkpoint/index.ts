/** Runs on disk: reading, checking and finding them. */
export { readRunRecord } from './files.ts';
export { loadRun } from './load-run.ts';
export type { LoadedRun } from './load-run.ts';
export { listRuns, resolveRun } from './resolve.ts';
export type { Checkpoint } from './schema.ts';
