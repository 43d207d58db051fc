import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createPool } from '../threads/create.ts';
import type { Pool } from '../threads/pool.ts';
import { joinVectors } from './join-vectors.ts';

/** As many threads as there are chunks of a batch: more would have nothing to do. */
const MOST_USEFUL = 16;

/**
 * Threads of this process. They start when there is work for them, and do not keep the process alive.
 * @param threads this one included. Default: as many as there are cores, and as help
 */
export function nodeThreads(
  threads = Math.min(availableParallelism(), MOST_USEFUL),
  shares: 'when-faster' | 'always' = 'when-faster',
): Pool {
  const pool = createPool({
    threads,
    shares,
    maySleep: true,
    spawn: () => {
      const file = import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js';
      const worker = new Worker(new URL(file, import.meta.url));
      worker.unref();
      return {
        post: (message) => {
          worker.postMessage(message);
        },
      };
    },
  });
  let joins: boolean | undefined;
  return { ...pool, joinsVectors: () => (joins ??= joinVectors()) };
}
