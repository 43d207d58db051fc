import { nodeThreads } from '../runtime/node/threads.ts';
import type { Pool } from '../runtime/threads/pool.ts';
import { UsageError } from './exit.ts';

const MOST = 64;

/**
 * Threads for the work of a command; results do not depend on them.
 *
 * @param asked what `--threads` says; else the environment's QMM_THREADS counts, else the cores of the machine
 * @throws UsageError for anything but a number from 1 to 64
 */
export function openThreads(asked?: string): Pool {
  const [name, text] =
    asked === undefined ? ['QMM_THREADS=', process.env['QMM_THREADS']] : ['--threads ', asked];
  if (text === undefined || text === '') return nodeThreads();
  const threads = Number(text);
  if (/^\d+$/.test(text) && threads >= 1 && threads <= MOST) return nodeThreads(threads);
  throw new UsageError(
    `\`${name}${text}\` is not a number of threads, from 1 to ${MOST}.`,
    'Leave it out to use the cores of this machine; `1` works on one of them alone, with the same results.',
  );
}
