import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readRunRecord, resolveRun } from '../runtime/checkpoint/index.ts';
import type { Host } from '../runtime/host.ts';
import type { Source } from '../runtime/program/run.ts';
import { nodeHost } from './host.ts';
import { openThreads } from './threads.ts';

/** A run that was trained, and other data for it where the command line gives some. */
export interface OpenedRun {
  readonly folder: string;
  readonly host: Host;
  readonly data?: string;
}

/**
 * @param name a run folder, or `last`
 * @param data a table, or a folder that holds one of the name of the run's own
 * @throws UserProblem where there is no such run
 */
export function openRun(name: string, data: string | undefined): OpenedRun {
  const host = { ...nodeHost(), pool: openThreads() };
  const folder = resolveRun(name, host);
  if (data === undefined) return { folder, host };
  const source = readRunRecord(host, folder).run.data?.source;
  const isFolder = statSync(data, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return { folder, host, data: isFolder ? join(data, ownTable(source)) : data };
}

/** Sources of several files take the folder itself. */
function ownTable(source: Source | undefined): string {
  if (source === undefined || !('paths' in source)) return '';
  const { paths } = source;
  return basename(paths.kind === 'one' ? paths.path : (paths.test ?? paths.train));
}
