import { availableParallelism } from 'node:os';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { sideBySide } from '../../cli/engine/side-by-side.ts';
import type { Trial } from './trial.ts';

interface Answer {
  readonly accuracy?: number;
  readonly problem?: string;
}

/**
 * Accuracies of trials, on all cores: each trial alone on a thread.
 * @throws Error where one could not be trained
 */
export async function trainAll(
  trials: readonly Trial[],
  onTrained: (done: number) => void,
): Promise<number[]> {
  const free = Array.from(
    { length: Math.min(availableParallelism(), trials.length) },
    () => new Worker(new URL('thread.ts', import.meta.url)),
  );
  const all = [...free];
  let done = 0;
  try {
    return await sideBySide(trials, all.length, async (trial) => {
      const thread = free.pop()!;
      thread.postMessage(trial);
      const [{ accuracy, problem }] = (await once(thread, 'message')) as [Answer];
      free.push(thread);
      if (accuracy === undefined) throw new Error(problem);
      onTrained((done += 1));
      return accuracy;
    });
  } finally {
    await Promise.all(all.map((thread) => thread.terminate()));
  }
}
