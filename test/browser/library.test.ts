import { createContext, runInContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleLibrary } from './bundle.ts';
import { moonsRun, trainHere, trainThere } from './training.ts';

interface Trained {
  readonly checkpoint: string;
  readonly atHand: number;
}

type Train = (run: string, threads: number, startWorker: () => unknown) => Promise<Trained>;

/** What a page has beside the language; nothing of Node. */
const PAGE = {
  AbortController,
  TextDecoder,
  TextEncoder,
  atob,
  btoa,
  clearTimeout,
  console,
  crypto,
  fetch,
  performance,
  queueMicrotask,
  setTimeout,
  structuredClone,
  navigator: { hardwareConcurrency: 2 },
};

describe('the library, bundled for browsers', () => {
  let scripts: Awaited<ReturnType<typeof bundleLibrary>>;
  let expected: string;

  beforeAll(async () => {
    [scripts, expected] = await Promise.all([bundleLibrary(), trainHere(moonsRun)]);
  }, 60_000);

  test('asks for nothing of Node', () => {
    for (const script of Object.values(scripts)) {
      expect(script).not.toMatch(/["']node:|\brequire\(|\bprocess\./);
    }
  });

  test('trains in a page that cannot share memory, to the same bytes', async () => {
    const page = openPage(scripts.library, { document: {}, crossOriginIsolated: false });
    const refused = (): never => {
      throw new Error('no thread can start here');
    };
    const { checkpoint, atHand } = await page(JSON.stringify(moonsRun), 4, refused);
    expect(checkpoint).toBe(expected);
    expect(atHand).toBe(1);
  });

  test.each(['page', 'worker'])('trains on threads in a %s, to the same bytes', async (where) => {
    const here = where === 'page' ? { document: {} } : {};
    const page = openPage(scripts.library, { ...here, crossOriginIsolated: true });
    const workers: Worker[] = [];
    const { checkpoint, atHand } = await page(JSON.stringify(moonsRun), 3, () => {
      workers.push(pretendedWorker(scripts.thread));
      return workers.at(-1);
    });
    await Promise.all(workers.map((worker) => worker.terminate()));
    expect(checkpoint).toBe(expected);
    expect(workers).toHaveLength(2);
    expect(atHand).toBe(3);
  });
});

function openPage(library: string, more: object): Train {
  const context = createContext({ ...PAGE, ...more });
  runInContext(library, context);
  return runInContext(trainThere, context) as Train;
}

/** A Web Worker as far as the script of a thread can tell. */
function pretendedWorker(script: string): Worker {
  const before = `
    const { parentPort } = require('node:worker_threads');
    globalThis.addEventListener = (_, hear) => parentPort.on('message', (data) => hear({ data }));
  `;
  return new Worker(before + script, { eval: true });
}
