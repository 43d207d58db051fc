import { parentPort } from 'node:worker_threads';
import { carryOut } from './carry-out.ts';
import type { Command } from './command.ts';

/** A thread of `openThreads`: a command comes in, its answer or what went wrong goes out. */
parentPort!.on('message', (command: Command) => {
  carryOut(command).then(
    (answer) => parentPort!.postMessage({ answer }),
    (error: unknown) => parentPort!.postMessage({ problem: String(error) }),
  );
});
