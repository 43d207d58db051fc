import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Answer, Command } from './command.ts';
import { commandText } from './command.ts';

export interface Threads {
  /** Waits for a thread that is free. @throws Error with the command, where it was refused */
  run(command: Command): Promise<Answer>;
  close(): Promise<void>;
}

/** Threads that carry commands out, one at a time each. */
export function openThreads(count: number): Threads {
  const all = Array.from(
    { length: count },
    () => new Worker(new URL('thread.ts', import.meta.url)),
  );
  const free = [...all];
  const waiting: ((thread: Worker) => void)[] = [];
  return {
    run: async (command) => {
      const thread = free.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)));
      thread.postMessage(command);
      const [said] = (await once(thread, 'message')) as [{ answer?: Answer; problem?: string }];
      const next = waiting.shift();
      if (next) next(thread);
      else free.push(thread);
      if (said.answer) return said.answer;
      throw new Error(`qmm ${commandText(command)}: ${said.problem}`);
    },
    close: async () => {
      await Promise.all(all.map((thread) => thread.terminate()));
    },
  };
}
