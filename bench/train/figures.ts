import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as v from 'valibot';
import { planCircuit, planCost } from '../../runtime/simulate/index.ts';
import { peakFlops } from '../peak.ts';
import type { Work } from '../peers/protocol.ts';
import { workloadW } from '../workload.ts';
import type { Company } from './company.ts';
import type { Case } from './cases.ts';
import type { DuelSettings } from './duel.ts';
import type { Progress } from './progress.ts';
import { type Spread, spreadOf } from './spread.ts';
import { taskOf } from './task.ts';

/** A number of our own beside what is wanted of it. */
export interface Figure {
  readonly what: string;
  readonly value: Spread;
  readonly unit: string;
  readonly goal: { readonly bound: 'at least' | 'at most'; readonly value: number };
}

const W: Case = {
  section: 'steps',
  title: 'W',
  workload: workloadW(8, 6),
  batch: 64,
  what: 'step',
  depolarizing: null,
  peers: [],
  threads: [1],
  goals: {},
  quick: true,
};

const PATIENCE_SECONDS = 120;

/** How near to what the processor can do steps of W come, and how much of a whole training step is kernels. */
export async function hardwareFigures(
  company: Company,
  { rounds, seconds }: DuelSettings,
  progress: Progress,
): Promise<Figure[]> {
  progress('W: fractions of the peak');
  const us = await company.us(1);
  const times = async (what: Work): Promise<number[]> => {
    await us.ask({ do: 'open', ...taskOf({ ...W, what }, 1) }, PATIENCE_SECONDS);
    const all: number[] = [];
    for (let round = 0; round < rounds; round++) {
      all.push((await us.ask({ do: 'time', seconds }, PATIENCE_SECONDS)).milliseconds);
    }
    return all;
  };
  const before = peakFlops('f32');
  const forward = await times('forward');
  const step = await times('step');
  const kernels = await times('kernels');
  const training = await times('training');
  const peak = Math.max(before, peakFlops('f32'));
  const { circuit, sampled } = W.workload;
  const plan = planCircuit(circuit, { sampled, wanted: sampled.map((isSampled) => !isSampled) });
  const cost = planCost(plan);
  const fraction = (flops: number, milliseconds: readonly number[]): Spread =>
    spreadOf(milliseconds.map((time) => (flops * W.batch) / (time / 1000) / peak));
  const ofPeak = `of ${(peak / 1e9).toFixed(1)} GFLOP/s`;
  // The best moment of each: what else the machine does is not ours.
  const share = Math.min(...kernels) / Math.min(...training);
  return [
    {
      what: 'W forward',
      value: fraction(cost.forward, forward),
      unit: ofPeak,
      goal: { bound: 'at least', value: 0.7 },
    },
    {
      what: 'W step',
      value: fraction(cost.forward + cost.backward, step),
      unit: ofPeak,
      goal: { bound: 'at least', value: 0.65 },
    },
    {
      what: 'W kernels',
      value: spreadOf([share]),
      unit: 'of the training step',
      goal: { bound: 'at least', value: 0.8 },
    },
  ];
}

const answer = v.object({ first: v.number(), steady: v.number() });

/** How long after a model is there its first training step is done, and when steps are as fast as they will be. */
export function latencyFigures(processes: number, progress: Progress): Figure[] {
  progress('W: first steps of fresh processes');
  const script = join(import.meta.dirname, 'first-steps.ts');
  const all = Array.from({ length: processes }, () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`first-steps.ts failed:\n${stderr}`);
    return v.parse(answer, JSON.parse(stdout));
  });
  return [
    {
      what: 'W first step',
      value: spreadOf(all.map(({ first }) => first)),
      unit: 'ms',
      goal: { bound: 'at most', value: 30 },
    },
    {
      what: 'W steady',
      value: spreadOf(all.map(({ steady }) => steady)),
      unit: 'ms',
      goal: { bound: 'at most', value: 100 },
    },
  ];
}
