import { parentPort } from 'node:worker_threads';
import { accuracyOf } from './trial.ts';
import type { Trial } from './trial.ts';

/** A thread of `trainAll`: a trial comes in, its accuracy or what went wrong goes out. */
parentPort!.on('message', (trial: Trial) => {
  accuracyOf(trial).then(
    (accuracy) => parentPort!.postMessage({ accuracy }),
    (error: unknown) => parentPort!.postMessage({ problem: String(error) }),
  );
});
