import { numberKernels } from '../kernels/kernel.ts';
import type { Plan } from '../plan/plan.ts';
import { type Precision, vectorOf } from '../wasm/vector.ts';
import { planBlocks } from './blocks.ts';
import { chunksFor } from './chunks.ts';
import { copyAmplitudes } from './copy-amplitudes.ts';
import { createMachine } from './machine.ts';
import type { Arithmetic, Sample } from './part.ts';
import { backwardSweeps, forwardSweeps, type PlannedBlock, type Sweep } from './program.ts';
import type { ChunkLimits } from './schedule.ts';
import { createSetting } from './setting.ts';
import { alignTo, createSite } from './site.ts';
import { slotAngles } from './slot-angles.ts';

/** One state at a time, with its amplitudes in the lanes. */
export interface SingleEngine {
  /** Bytes that it takes; what is not there yet is asked for when it is needed first. */
  readonly bytes: { readonly forward: number; readonly backward: number };
  /** Runs a sample, given the values of all leaves; writes the values of all readouts. */
  forward(leaves: Float64Array, values: Float64Array): void;
  /**
   * Gradients of the sample of the last `forward`, whose state is used up, given the weights of the readouts' values.
   * @param gradients of all leaves; added to
   */
  backward(weights: Float64Array, gradients: Float64Array): void;
}

/** Factors of a state below this could take its numbers out of the range of their type. */
const SMALLEST_SCALE: Readonly<Record<Precision, number>> = { f32: 2 ** -40, f64: 2 ** -400 };
/** The adjoint of an amplitude is not in the same set of the cache, which has room for a rotation's amplitudes once. */
const SKEW = 2112;

/**
 * @param plan of one state, without subsystems
 * @param options.available bytes that may be used
 * @param options.chunks for tests: other chunks than those that are fastest
 */
export function createSingleEngine(
  plan: Plan,
  precision: Precision,
  options: { readonly available: number; readonly chunks?: ChunkLimits },
): SingleEngine {
  if (plan.subsystems.length > 0) throw new Error('a single state has no subsystems');
  const vector = vectorOf(precision);
  const site = createSite();
  const { setting, angles, coefficients, work } = createSetting(plan, vector, site);
  const blocks = planBlocks(setting, options.chunks ?? chunksFor(setting.bits, precision));
  const parts = blocks.flatMap((one) => one.parts);
  const chunkBytes = 2 * vector.bytes * 2 ** largestChunk(blocks);
  const stateBytes = 2 * vector.bytes * 2 ** setting.bits;
  const adjointOffset = stateBytes + SKEW;
  const copies = site.take(2 * chunkBytes + SKEW, chunkBytes);
  const cells = site.take(8);
  work.place();
  const addresses = {
    stateCell: cells,
    adjointCell: cells + 4,
    stateDistance: adjointOffset,
    copyDistance: chunkBytes + SKEW,
  };
  const numbers = numberKernels();
  const { bits, laneBits, store } = setting;
  const context = { bits, laneBits, store, kernels: numbers, addresses };
  const whole = plan.readouts.some(({ kind }) => kind === 'amplitudes');
  const pairs = new Map<Arithmetic, { forward: readonly Sweep[]; backward: readonly Sweep[] }>();
  const pairOf = (arithmetic: Arithmetic) => {
    const pair = pairs.get(arithmetic) ?? {
      forward: forwardSweeps(context, blocks, arithmetic),
      backward: backwardSweeps(context, blocks, arithmetic, whole ? 'given' : 'none'),
    };
    pairs.set(arithmetic, pair);
    return pair;
  };
  pairOf('fast');
  const machine = createMachine(precision, site, numbers);
  const bytesNow = () => {
    const forward = alignTo(site.end(), chunkBytes) + stateBytes;
    return { forward, backward: forward + adjointOffset };
  };
  /** Where the state begins, after room has been made for it, and for its adjoint. */
  const placeState = (direction: 'forward' | 'backward'): number => {
    machine.room(bytesNow()[direction], options.available, plan.bits);
    return alignTo(site.end(), chunkBytes);
  };
  const run = (sweeps: readonly Sweep[], state: number): void => {
    for (const { first, end, chunks, place, chunkBytes: stride } of sweeps) {
      const inPlace = place === 'state';
      machine.run(first, end, chunks, inPlace ? state : copies, inPlace ? stride : 0, 0, 1);
    }
  };
  const evaluate = slotAngles(plan, vector, { angles, coefficients }, machine);
  const scaleOf = (slots: readonly number[]): number => {
    const { doubles } = machine.views();
    return slots.reduce((product, slot) => product * doubles[angles / 8 + slot]!, 1);
  };
  const scales = [plan.startScale, ...plan.diagonals.map(({ scale }) => scale)];
  const fastEnough = (): boolean =>
    scales.every((slots) => Math.abs(scaleOf(slots)) >= SMALLEST_SCALE[precision]);
  const sampleOf = (arithmetic: Arithmetic, leaves: Float64Array): Sample => {
    const views = machine.views();
    const at = (slot: number): number => setting.coefficient(slot) / vector.bytes;
    return {
      views,
      tables: machine.tables,
      arithmetic,
      leaves,
      scale: arithmetic === 'fast' ? scaleOf : () => 1,
      cosine: (slot) => views.numbers[at(slot)]!,
      sine: (slot) => views.numbers[at(slot) + vector.lanes]!,
    };
  };
  const slotGradients = new Float64Array(plan.slots.length);
  let last: { readonly arithmetic: Arithmetic; readonly leaves: Float64Array } | undefined;
  return {
    get bytes() {
      return bytesNow();
    },
    forward: (leaves, values) => {
      machine.room(alignTo(site.end(), chunkBytes), options.available, plan.bits);
      evaluate(leaves);
      const arithmetic = fastEnough() ? 'fast' : 'plain';
      const pair = pairOf(arithmetic);
      const state = placeState('forward');
      machine.load();
      machine.writeCells(cells, [state, state + adjointOffset]);
      const sample = sampleOf(arithmetic, leaves);
      for (const part of parts) part.prepare?.(sample);
      run(pair.forward, state);
      for (const part of parts) part.read?.(sample, values);
      if (whole) copyAmplitudes(vector, sample.views, state, { to: values });
      last = { arithmetic, leaves: leaves.slice() };
    },
    backward: (weights, gradients) => {
      if (!last) throw new Error('backward without the state of a forward run');
      const { arithmetic, leaves } = last;
      last = undefined;
      const state = placeState('backward');
      const sample = sampleOf(arithmetic, leaves);
      for (const part of parts) part.begin?.(sample, weights);
      if (whole) copyAmplitudes(vector, sample.views, state + adjointOffset, { from: weights });
      run(pairOf(arithmetic).backward, state);
      slotGradients.fill(0);
      const sums = { slots: slotGradients, leaves: gradients };
      for (const part of parts) part.collect?.(sample, sums);
      evaluate.scatter(sums);
    },
  };
}

function largestChunk(blocks: readonly PlannedBlock[]): number {
  return Math.max(...blocks.map(({ block }) => block.coordinates.local));
}
