import { nodeThreads } from '../../runtime/node/threads.ts';
import { openTraining } from '../peers/qmm/training.ts';
import { workloadW } from '../workload.ts';
import { cases } from './cases.ts';
import { taskOf } from './task.ts';

/*
 * In a fresh process: how long after a new model is there its first step is done, and when steps take as long as they
 * will ever. Prints `{"first": ms, "steady": ms}`.
 */

const UNTIL_MS = 600;
/** Steps that are timed together. */
const BUNDLE = 4;
/** Steps count as steady when no later bundle of a window takes more than this times what they take in the end. */
const TOLERANCE = 1.25;
const WINDOW = 5;

const task = taskOf(
  { ...cases[0]!, workload: workloadW(8, 6), batch: 64, what: 'training', depolarizing: null },
  1,
);
const started = performance.now();
const training = openTraining(task, nodeThreads(1));
await training.steps(1);
const first = performance.now() - started;

const bundles: { readonly begin: number; readonly took: number }[] = [];
while (performance.now() - started < UNTIL_MS) {
  const begin = performance.now();
  await training.steps(BUNDLE);
  bundles.push({ begin: begin - started, took: performance.now() - begin });
}
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1]!;
const final = median(bundles.slice(bundles.length >> 1).map(({ took }) => took));
// The median of a window, so that what else the machine does is not taken for our engine.
const steady = bundles.find(
  (_, i) => median(bundles.slice(i, i + WINDOW).map(({ took }) => took)) <= TOLERANCE * final,
);
const { begin } = steady ?? bundles.at(-1)!;
process.stdout.write(`${JSON.stringify({ first, steady: begin })}\n`);
