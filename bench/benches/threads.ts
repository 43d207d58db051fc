import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { nodeThreads } from '../../runtime/node/threads.ts';
import { createSimulator } from '../../runtime/simulate/index.ts';
import { noPool, type Pool } from '../../runtime/threads/pool.ts';
import type { Report, Row } from '../bench.ts';
import { timeTogether } from '../timing.ts';
import { workloadW } from '../workload.ts';

const LAYERS = 6;
const CASES = [8, 10, 12].flatMap((qubits) =>
  [64, 256, 1024].map((batch) => ({ qubits, batch, workload: `W n=${qubits} B=${batch}` })),
);

interface Runs {
  readonly forward: () => void;
  readonly step: () => void;
}

/**
 * Forward, and forward with backward, of workload W on one thread and on as many as there are cores (or as the second
 * argument says), in turns; the results are the same bits.
 */
export async function run(arguments_: readonly string[]): Promise<Report> {
  const count = Number(arguments_.find((one) => /^\d+$/.test(one)) ?? availableParallelism());
  const names = arguments_.filter((one) => !/^\d+$/.test(one));
  const pool = nodeThreads(count, 'always');
  await started(pool);
  const rows: Row[] = [];
  for (const { qubits, batch, workload } of CASES) {
    if (names.length > 0 && !names.includes(workload)) continue;
    const [one, many] = [prepare(qubits, batch, noPool), prepare(qubits, batch, pool)];
    for (let i = 0; i < 20; i++) {
      many.step();
      await setTimeout(1); // Kernels are on their way to the threads.
    }
    const times = timeTogether({
      forward: one.forward,
      step: one.step,
      sharedForward: many.forward,
      sharedStep: many.step,
    });
    rows.push({
      workload,
      forward: times.forward.bestMs,
      sharedForward: times.sharedForward.bestMs,
      forwardGain: times.forward.bestMs / times.sharedForward.bestMs,
      step: times.step.bestMs,
      sharedStep: times.sharedStep.bestMs,
      stepGain: times.step.bestMs / times.sharedStep.bestMs,
      stepGainMedian: times.step.medianMs / times.sharedStep.medianMs,
    });
  }
  return {
    notes: [
      `Node ${process.versions.node}, ${count} threads beside one, on ${availableParallelism()} cores; float32; the best of repeats in ms.`,
      'Gains: time of one thread over that of all (best to best, median to median). On a machine that others use, medians tell of them.',
    ],
    rows,
  };
}

function prepare(qubits: number, batch: number, pool: Pool): Runs {
  const { circuit, sampled } = workloadW(qubits, LAYERS);
  const options = { precision: 'f32', kernels: 'generated', sampled, pool } as const;
  const simulator = createSimulator(circuit, options);
  const shared = Float64Array.from({ length: simulator.sharedLeaves }, (_, i) => Math.sin(7 * i));
  const own = Float64Array.from({ length: batch * simulator.sampledLeaves }, (_, i) => Math.cos(i));
  const out = new Float64Array(batch * simulator.outputs);
  const outputGradient = Float64Array.from(out, (_, i) => Math.sin(3 * i) / 2);
  const gradients = [new Float64Array(shared.length), new Float64Array(own.length)] as const;
  const forward = (): void => {
    simulator.forward(shared, own, batch, out);
  };
  return {
    forward,
    step: () => {
      forward();
      simulator.backward(outputGradient, batch, ...gradients);
    },
  };
}

async function started(pool: Pool): Promise<void> {
  const site = pool.attach(pool.createMemory());
  while (site.expect(1000) < pool.most) await setTimeout(5);
}
