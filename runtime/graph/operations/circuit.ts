import type { RandomStream } from '../../data/random.ts';
import type { Circuit, Execution, GradientMethod } from '../../program/index.ts';
import { executeCircuit } from '../../simulate/index.ts';
import type { Truncation } from '../../simulate/index.ts';
import type { Elsewhere } from '../../simulate/execute.ts';
import type { Simulator } from '../../simulate/simulator.ts';
import type { Pool } from '../../threads/pool.ts';
import type { Kernel, Operand, Site } from '../kernel.ts';
import { gatherLeaves, type LeafRun, leafRuns, scatterLeaves } from '../leaf-runs.ts';
import type { Presence } from '../presence.ts';

export interface CircuitSite extends Site {
  readonly circuit: Circuit;
  /** For each leaf of the circuit, the operand of its node. */
  readonly leafOperands: readonly Operand[];
  /** Most samples of a batch. */
  readonly capacity: number;
  readonly presence: Presence;
  readonly precision: 'f32' | 'f64';
  readonly execution: Execution;
  readonly gradient: GradientMethod;
  /** The stream that outcomes of samples that lack these modalities are drawn from now. */
  readonly outcomes: (lacking: readonly string[]) => () => RandomStream;
  /** Where it runs, if not here. */
  readonly elsewhere?: Elsewhere | undefined;
  readonly pool?: Pool | undefined;
  /** Told what matrix product states of wide circuits had to leave out, after each batch. */
  readonly onTruncation?: ((truncation: Truncation) => void) | undefined;
}

/** Samples that lack the same modalities, at `[start, end)` of the order they are simulated in. */
interface Group {
  readonly simulator: Simulator;
  readonly start: number;
  readonly end: number;
}

/**
 * A circuit over the batch. Samples are grouped by which of the modalities that its gates ask for (`when`) they have;
 * each group runs on a simulator that leaves out the gates of the others, kept for the next time.
 */
export function circuit(site: CircuitSite): Kernel {
  const { output, leafOperands, capacity, presence } = site;
  const { leaves } = site.circuit;
  const isSampled = leafOperands.map((operand) => operand.stride > 0);
  const shared = indices(leaves.length, (leaf) => !isSampled[leaf]);
  const sampled = indices(leaves.length, (leaf) => isSampled[leaf]!);
  const wantsSampled = sampled.some((leaf) => leafOperands[leaf]!.gradient !== null);
  const runsOf = (chosen: readonly number[]): readonly LeafRun[] =>
    leafRuns(
      chosen.map((leaf) => ({ operand: leafOperands[leaf]!, element: leaves[leaf]!.element })),
    );
  const sharedRuns = runsOf(shared);
  const sampledRuns = runsOf(sampled);
  const first = new Uint32Array(1);

  const sharedValues = new Float64Array(shared.length);
  const sharedGradient = new Float64Array(shared.length);
  const sampledValues = new Float64Array(capacity * sampled.length);
  const sampledGradient = new Float64Array(capacity * sampled.length);
  const outputs = new Float64Array(capacity * output.size);
  const order = new Uint32Array(capacity);
  const simulators = new Map<number, Simulator>();
  const asked = askedModalities(site);
  let groups: Group[] = [];

  const simulatorFor = (pattern: number): Simulator => {
    const known = simulators.get(pattern);
    if (known) return known;
    const lacking = asked.filter((_, bit) => (pattern & (1 << bit)) !== 0);
    const simulator = executeCircuit(site.circuit, {
      precision: site.precision,
      execution: site.execution,
      gradient: site.gradient,
      random: site.outcomes(lacking),
      elsewhere: site.elsewhere,
      ...(site.pool ? { pool: site.pool } : {}),
      sampled: isSampled,
      wanted: leafOperands.map(({ gradient }) => gradient !== null),
      present: (modality) => !lacking.includes(modality),
    });
    simulators.set(pattern, simulator);
    return simulator;
  };

  return {
    forward(count) {
      groups = groupSamples(count, asked, presence, order).map(({ pattern, start, end }) => ({
        simulator: simulatorFor(pattern),
        start,
        end,
      }));
      gatherLeaves(sharedRuns, sharedValues, shared.length, first, 1);
      const width = sampled.length;
      gatherLeaves(sampledRuns, sampledValues, width, order, count);
      for (const { simulator, start, end } of groups) {
        simulator.forward(
          sharedValues,
          sampledValues.subarray(start * width, end * width),
          end - start,
          outputs.subarray(start * output.size, end * output.size),
        );
        const left = simulator.truncation?.();
        if (left) site.onTruncation?.(left);
      }
      const { size, value } = output;
      for (let i = 0; i < count; i++) {
        const to = order[i]! * size;
        for (let k = 0; k < size; k++) value[to + k] = outputs[i * size + k]!;
      }
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      const width = sampled.length;
      const { size } = output;
      for (let i = 0; i < count; i++) {
        const from = order[i]! * size;
        for (let k = 0; k < size; k++) outputs[i * size + k] = upstream[from + k]!;
      }
      for (const { simulator, start, end } of groups) {
        simulator.backward(
          outputs.subarray(start * output.size, end * output.size),
          end - start,
          sharedGradient,
          sampledGradient.subarray(start * width, end * width),
        );
        scatterLeaves(sharedRuns, sharedGradient, shared.length, first, 1);
      }
      if (wantsSampled) scatterLeaves(sampledRuns, sampledGradient, width, order, count);
    },
  };
}

/** Modalities of the gates' `when` that a sample of this evaluation may lack. */
function askedModalities({ circuit, presence }: CircuitSite): string[] {
  const names = new Set(circuit.gates.flatMap((gate) => gate.when));
  return [...names].filter((name) => presence.flags.has(name)).sort();
}

/** Fills `order` with the samples by pattern (bit k: lacks `asked[k]`) and tells where each pattern lies. */
function groupSamples(
  count: number,
  asked: readonly string[],
  presence: Presence,
  order: Uint32Array,
): { pattern: number; start: number; end: number }[] {
  if (asked.length === 0) {
    for (let sample = 0; sample < count; sample++) order[sample] = sample;
    return [{ pattern: 0, start: 0, end: count }];
  }
  const members = new Map<number, number[]>();
  for (let sample = 0; sample < count; sample++) {
    let pattern = 0;
    for (let bit = 0; bit < asked.length; bit++) {
      if (presence.flags.get(asked[bit]!)![sample] === 0) pattern |= 1 << bit;
    }
    const known = members.get(pattern);
    if (known) known.push(sample);
    else members.set(pattern, [sample]);
  }
  let end = 0;
  return [...members]
    .sort(([a], [b]) => a - b)
    .map(([pattern, samples]) => {
      const start = end;
      for (const sample of samples) order[end++] = sample;
      return { pattern, start, end };
    });
}

function indices(length: number, chosen: (index: number) => boolean): number[] {
  return Array.from({ length }, (_, index) => index).filter(chosen);
}
