import type { Run } from '../../runtime/program/index.ts';
import { train } from '../../runtime/train/index.ts';
import { compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';
import { trainRequest } from '../support/runs.ts';

/** Enough work for threads to start. */
const TEXT = `model Moons {
  modality point: real[2]
  label side: class("upper", "lower")

  register q[8]
  encode point |> linear(8) into q with angle
  evolve q with strongly_entangling(layers: 6)

  readout logits = expect(Z(q)) |> linear
  objective classify(logits, side)
}

data moons = synthetic("moons", samples: 2000, seed: 1)

train Moons on moons {
  epochs: 6
  batch: 256
}
`;

export const moonsRun: Run = compileText(TEXT).runs[0]!;

/** The checkpoint that Node comes to. */
export async function trainHere(run: Run): Promise<string> {
  const host = memoryHost();
  const { folder } = await train(trainRequest(host, run, { sources: {}, base: '.' }));
  return host.text(`${folder}/checkpoint.json`);
}

/**
 * A script for a page with the global `qmm`: its value is a function of a run as JSON and of the threads of a pool
 * (1: without one), which trains it and gives the checkpoint, and how many threads there are in the end.
 */
export const trainThere = `async (run, threads, startWorker) => {
  const pool = threads === 1 ? undefined : qmm.pageThreads(startWorker, threads);
  const files = new Map();
  const encode = (content) => typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const host = {
    pool,
    read: (path) => files.get(path),
    write: (path, content) => void files.set(path, encode(content)),
    append: (path, text) => void files.set(path, encode(text)),
    list: () => [],
    now: () => performance.now(),
    memory: () => 2 ** 31,
  };
  const { folder } = await qmm.train({
    run: JSON.parse(run),
    base: '.',
    sources: {},
    folder: 'run',
    resume: false,
    overrides: {},
    host,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  const site = pool?.attach(pool.createMemory());
  const until = performance.now() + 5000;
  while (site && site.expect(0) < pool.most && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const atHand = site?.expect(0) ?? 1;
  return { checkpoint: new TextDecoder().decode(files.get(folder + '/checkpoint.json')), atHand };
}`;
