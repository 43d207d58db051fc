import { createPool } from './create.ts';
import type { Message } from './messages.ts';
import { noPool, type Pool } from './pool.ts';

/** What is used of a Web Worker. */
interface PageWorker {
  postMessage(message: Message): void;
}

/** As many threads as there are chunks of a batch: more would have nothing to do. */
const MOST_USEFUL = 16;

/**
 * Threads of a page or of a Web Worker. Memory can be shared only where the page is cross-origin isolated (headers
 * `Cross-Origin-Opener-Policy: same-origin` and `Cross-Origin-Embedder-Policy: require-corp`); elsewhere the calling
 * thread works alone, with the same results.
 * @param start starts a Web Worker with the module `qmm/thread`, e.g.
 *   `() => new Worker(new URL('qmm/thread', import.meta.url), { type: 'module' })`
 * @param threads the calling one included. Default: as many as there are cores, and as help
 */
export function pageThreads(
  start: () => PageWorker,
  threads = Math.min(navigator.hardwareConcurrency, MOST_USEFUL),
): Pool {
  if (!globalThis.crossOriginIsolated) return noPool;
  return createPool({
    threads,
    shares: 'when-faster',
    // A page must not sleep, its workers may.
    maySleep: !('document' in globalThis),
    spawn: () => {
      const worker = start();
      return {
        post: (message) => {
          worker.postMessage(message);
        },
      };
    },
  });
}
