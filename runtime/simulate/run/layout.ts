import { AMPLITUDE } from '../kernels/record.ts';
import { type Plan, readoutSize, type Slot } from '../plan/plan.ts';
import type { Vector } from '../wasm/vector.ts';

/** Where something lies: an absolute address, or an offset in a tile's lane block. */
export interface Place {
  readonly offset: number;
  readonly base: 'absolute' | 'lane';
}

/** Addresses (bytes) of all that does not depend on the batch. */
export interface Layout {
  /** Bytes of one state. */
  readonly state: number;
  /** Float64 angles of the shared slots, one vector each; cosines, sines and tangents; gradients. */
  readonly sharedAngles: number;
  readonly sharedCoefficients: number;
  readonly sharedGradients: number;
  /** Takes gradients nobody asks for. */
  readonly sink: number;
  /** Float64 work space of a diagonal, one number an amplitude. */
  readonly phases: number;
  readonly tables: readonly number[];
  readonly weights: readonly number[];
  readonly adjoint: number;
  readonly scratch: number;
  readonly prefixes: number;
  /** The vector that the start state grows from. */
  readonly startScale: number;
  /** A vector of ones, then for each pass the squares of its pending cosines multiplied together. */
  readonly factors: number;
  /** The first address after all of these. */
  readonly end: number;
  readonly lane: LaneLayout;
}

/** Offsets in the lane block that each tile has. */
interface LaneLayout {
  readonly coefficients: number;
  readonly gradients: number;
  readonly values: number;
  readonly weights: number;
  readonly amplitudes: number;
  readonly amplitudeGradients: number;
  /** Float64 angles of the sampled slots. */
  readonly angles: number;
  readonly size: number;
}

const VECTOR = 16;
/** A cosine vector and a sine vector; of shared slots, a tangent vector as well. */
export const COEFFICIENTS = 2 * VECTOR;
export const SHARED_COEFFICIENTS = 3 * VECTOR;
/** Keeps address 0 free, so that an unset address is harmless to read. */
const FIRST = 64;

export function layOut(plan: Plan, v: Vector): Layout {
  const amplitudes = 2 ** plan.bits;
  const shared = plan.slots.filter(({ rate }) => rate === 'shared').length;
  let end = FIRST;
  const take = (size: number): number => {
    const start = end;
    end = alignUp(end + size);
    return start;
  };
  return {
    state: amplitudes * AMPLITUDE,
    sharedAngles: take(shared * v.lanes * 8),
    sharedCoefficients: take(shared * SHARED_COEFFICIENTS),
    sharedGradients: take(shared * VECTOR),
    sink: take(VECTOR),
    phases: take(amplitudes * 8),
    tables: plan.diagonals.map(() => take(amplitudes * 2 * v.bytes)),
    weights: plan.diagonals.map(() => take(amplitudes * VECTOR)),
    adjoint: take(amplitudes * AMPLITUDE),
    scratch: take(amplitudes * AMPLITUDE),
    prefixes: take(amplitudes * AMPLITUDE),
    startScale: take(VECTOR),
    factors: take((1 + plan.passes.length) * VECTOR),
    end,
    lane: layOutLane(plan, v),
  };
}

function layOutLane(plan: Plan, v: Vector): LaneLayout {
  const sampled = plan.slots.filter(({ rate }) => rate === 'sampled').length;
  const values = plan.readouts.reduce((sum, readout) => sum + readoutSize(readout), 0);
  const amplitudes = plan.start.reduce(
    (sum, block) => sum + (block.kind === 'amplitudes' ? block.entries.length : 0),
    0,
  );
  let end = 0;
  const take = (size: number): number => {
    const start = end;
    end += size;
    return start;
  };
  return {
    coefficients: take(sampled * COEFFICIENTS),
    gradients: take(sampled * VECTOR),
    values: take(values * VECTOR),
    weights: take(values * VECTOR),
    amplitudes: take(amplitudes * VECTOR),
    amplitudeGradients: take(amplitudes * VECTOR),
    angles: take(sampled * v.lanes * 8),
    size: alignUp(end),
  };
}

/** A slot's number among those of its rate. */
export function slotOrder(slots: readonly Slot[]): readonly number[] {
  const next = { shared: 0, sampled: 0 };
  return slots.map(({ rate }) => next[rate]++);
}

/** To a cache line. */
export function alignUp(address: number): number {
  return Math.ceil(address / 64) * 64;
}
