import { createInterface } from 'node:readline';
import { nodeThreads } from '../../../runtime/node/threads.ts';
import type { Pool } from '../../../runtime/threads/pool.ts';
import { version } from '../../../runtime/version.ts';
import type { Answers, Request, Task } from '../protocol.ts';
import { kernelsOf } from './kernels.ts';
import type { Ready } from './ready.ts';
import { simulatorTask } from './simulator.ts';
import { openTraining } from './training.ts';

/*
 * This project as one of the peers: the same protocol, in a process of its own. `time` is the mean of many runs.
 */

/** Steps of an epoch, so that what an epoch does once weighs as little as it does in training. */
const STEPS = 16;
/** Runs until the engine has compiled what it will compile. */
const WARM_SECONDS = 0.5;

let open: Ready | undefined;
let pool: Pool | undefined;

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as Request;
  const answer = await answerTo(request).catch((error: unknown) => ({
    error: error instanceof Error ? error.message : String(error),
  }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function answerTo(request: Request): Promise<Answers[Request['do']]> {
  switch (request.do) {
    case 'hello':
      return { versions: { qmm: version, node: process.versions.node } };
    case 'open': {
      const started = performance.now();
      if (pool?.most !== request.threads) pool = nodeThreads(request.threads);
      open = readyFor(request, pool);
      await open.run();
      const firstSeconds = (performance.now() - started) / 1000;
      await timed(open, WARM_SECONDS);
      return { firstSeconds };
    }
    case 'evaluate':
      return opened().evaluate();
    case 'time':
      return timed(opened(), request.seconds);
  }
}

function opened(): Ready {
  if (open === undefined) throw new Error('no task is open');
  return open;
}

function readyFor(task: Task, pool: Pool): Ready {
  if (task.what === 'forward' || task.what === 'step') return simulatorTask(task, pool);
  const { evaluate } = simulatorTask({ ...task, what: 'step' });
  if (task.what === 'training') {
    const training = openTraining(task, pool);
    return { evaluate, run: () => training.steps(STEPS).then(() => STEPS) };
  }
  const kernels = kernelsOf(task, pool);
  return {
    evaluate,
    run: () => {
      kernels();
      return 1;
    },
  };
}

async function timed({ run }: Ready, seconds: number): Promise<Answers['time']> {
  const started = performance.now();
  for (let calls = 0; ;) {
    // Waiting for a number would cost more than some steps do.
    const done = run();
    calls += typeof done === 'number' ? done : await done;
    const passed = performance.now() - started;
    if (passed >= seconds * 1000) return { milliseconds: passed / calls, calls };
  }
}
