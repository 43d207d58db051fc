import { engineFor } from '../../runtime/simulate/adaptive.ts';
import { createSimulator, planCircuit, planCost } from '../../runtime/simulate/index.ts';
import { bytesMoved } from '../../runtime/simulate/single/traffic.ts';
import type { KernelChoice, Simulator } from '../../runtime/simulate/simulator.ts';
import { createSingle } from '../../runtime/simulate/single/single.ts';
import { ADDRESSABLE } from '../../runtime/simulate/limits.ts';
import type { Precision } from '../../runtime/simulate/wasm/vector.ts';
import type { Report, Row } from '../bench.ts';
import { peakFlops } from '../peak.ts';
import { largePrototype, prototypeOf } from '../prototype.ts';
import { type Timing, timeTogether } from '../timing.ts';
import { workloadW } from '../workload.ts';

interface Case {
  readonly workload: string;
  readonly qubits: number;
  readonly precision: Precision;
  readonly batch: number;
  readonly layers: number;
}

const CASES: readonly Case[] = [
  ...[8, 4, 6, 10, 12].map((qubits): Case => layered(qubits, 64, 6, 'f32')),
  ...[8, 12].map((qubits): Case => layered(qubits, 64, 6, 'f64')),
  ...[10, 12, 16, 20, 22, 24].map((qubits): Case => layered(qubits, 1, 2, 'f32')),
  ...[12, 20].map((qubits): Case => layered(qubits, 1, 2, 'f64')),
];

/** From here on a state leaves the caches of a core, so that bytes count. */
const LARGE = 20;

interface Variant {
  readonly name: string;
  readonly forward: () => void;
  readonly step: () => void;
}

/**
 * Forward, and forward with backward, of workload W and its siblings, on one thread: each variant beside the
 * prototypes, in turns. Our step includes all that turns leaf values into angles and gradients of angles into those of
 * leaves; the prototypes are kernels alone.
 */
export async function run(names: readonly string[]): Promise<Report> {
  const peaks = { f32: peakFlops('f32'), f64: peakFlops('f64') };
  const rows: Row[] = [];
  for (const one of CASES) {
    if (names.length > 0 && !names.includes(one.workload)) continue;
    rows.push(...(await measure(one, peaks[one.precision])));
  }
  const gflops = (flops: number): string => `${(flops / 1e9).toFixed(1)} GFLOP/s`;
  return {
    notes: [
      `Node ${process.versions.node}, one thread; times in ms, the best and the median of repeats; peak: fraction of it.`,
      `SIMD peak (128 bit, multiply and add): float32 ${gflops(peaks.f32)}, float64 ${gflops(peaks.f64)}.`,
      'forwardGBs: bytes of the state that are read and written, by the time; `prototype large` has rotations within.',
      'Ratios: time over that of the prototype with the fast plan (best to best, median to median).',
    ],
    rows,
  };
}

async function measure(one: Case, peak: number): Promise<Row[]> {
  const { circuit, sampled } = workloadW(one.qubits, one.layers);
  const plan = planCircuit(circuit, { sampled });
  const variants =
    engineFor(plan, one.batch, one.precision) === 'single'
      ? [whole(one), ours(one, 'generic', 'light cones')]
      : [ours(one, 'generic'), ours(one, 'generated'), ...(await theirs(one))];
  const timings = timeTogether(
    Object.fromEntries(
      variants.flatMap(({ name, forward, step }) => [
        [`${name} forward`, forward],
        [`${name} step`, step],
      ]),
    ),
  );
  const cost = planCost(plan);
  const bytes = one.qubits >= LARGE ? bytesMoved(plan, one.precision) : null;
  const fraction = (flops: number, { bestMs }: Timing): number =>
    (flops * one.batch) / (bestMs / 1000) / peak;
  const reference = {
    forward: timings['prototype fast forward'],
    step: timings['prototype fast step'],
  };
  const rows = variants.map(({ name }): Row => {
    const [forward, step] = [timings[`${name} forward`]!, timings[`${name} step`]!];
    const own = !name.startsWith('prototype') && name !== 'light cones';
    return {
      workload: one.workload,
      variant: name,
      forward: forward.bestMs,
      forwardMedian: forward.medianMs,
      step: step.bestMs,
      stepMedian: step.medianMs,
      forwardRatio: ratio(forward, reference.forward, 'bestMs'),
      stepRatio: ratio(step, reference.step, 'bestMs'),
      stepRatioMedian: ratio(step, reference.step, 'medianMs'),
      forwardPeak: own ? fraction(cost.forward, forward) : null,
      stepPeak: own ? fraction(cost.forward + cost.backward, step) : null,
      forwardGBs: bytes === null || !own ? null : bytes / forward.bestMs / 1e6,
    };
  });
  const large =
    one.batch === 1 && one.precision === 'f32' ? largePrototype(one.qubits, one.layers) : undefined;
  if (large === undefined) return rows;
  return [...rows, { workload: one.workload, variant: 'prototype large', forward: large }];
}

function ratio(time: Timing, to: Timing | undefined, which: keyof Timing): number | null {
  return to ? time[which] / to[which] : null;
}

function ours(one: Case, kernels: KernelChoice, name: string = kernels): Variant {
  const { circuit, sampled } = workloadW(one.qubits, one.layers);
  const { precision } = one;
  return variantOf(name, createSimulator(circuit, { precision, sampled, kernels }), one);
}

/** The state of all qubits, where the simulator would cut the circuit into the light cones of its readouts. */
function whole(one: Case): Variant {
  const { circuit, sampled } = workloadW(one.qubits, one.layers);
  const options = { sampled, available: ADDRESSABLE };
  const simulator = createSingle(
    planCircuit(circuit, { sampled, subsystems: 'joined' }),
    one.precision,
    options,
  );
  return variantOf('whole state', simulator, one);
}

function variantOf(name: string, simulator: Simulator, { batch }: Case): Variant {
  const shared = Float64Array.from(
    { length: simulator.sharedLeaves },
    (_, i) => 3 * Math.sin(7 * i),
  );
  const own = Float64Array.from(
    { length: batch * simulator.sampledLeaves },
    (_, i) => 3 * Math.cos(5 * i),
  );
  const out = new Float64Array(batch * simulator.outputs);
  const outputGradient = Float64Array.from(out, (_, i) => Math.sin(3 * i) / 2);
  const sharedGradient = new Float64Array(shared.length);
  const ownGradient = new Float64Array(own.length);
  const forward = (): void => {
    simulator.forward(shared, own, batch, out);
  };
  return {
    name,
    forward,
    step: () => {
      forward();
      simulator.backward(outputGradient, batch, sharedGradient, ownGradient);
    },
  };
}

/** The prototypes have a tile for each four (or two) samples, and no kernels for other batches. */
async function theirs({ qubits, layers, batch, precision }: Case): Promise<Variant[]> {
  if (batch % 4 !== 0) return [];
  const variants: Variant[] = [];
  for (const plan of ['diag', 'fast'] as const) {
    const prototype = await prototypeOf({ qubits, layers, batch }, precision, plan);
    if (prototype) variants.push({ name: `prototype ${plan}`, ...prototype });
  }
  return variants;
}

function layered(qubits: number, batch: number, layers: number, precision: Precision): Case {
  const name = qubits === 8 ? 'W' : `W n=${qubits}`;
  const single = batch === 1 ? ` B=1 L=${layers}` : '';
  const workload = `${name}${single}${precision === 'f64' ? ' f64' : ''}`;
  return { workload, qubits, precision, batch, layers };
}
