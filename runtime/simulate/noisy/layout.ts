import type { Vector } from '../wasm/vector.ts';
import { tableEntry } from './kernels/entries.ts';
import type { NoisyPlan } from './plan.ts';
import { mapSlots, type Slot, startCount, startSlots } from './slots.ts';
import { blockBytes, COEFFICIENT } from './strides.ts';

/** Where something lies: at an address, or in the lane block of each tile. */
export interface Place {
  readonly offset: number;
  readonly base: 'absolute' | 'lane';
}

export interface SlotPlace {
  readonly values: Place;
  readonly gradients: Place;
}

/** From an address up to another. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Addresses and sizes in bytes. */
export interface NoisyLayout {
  readonly tables: readonly number[];
  /** Offsets of the coefficients that are read. */
  readonly list: Range;
  /** For each block of the start, offsets of its values. */
  readonly starts: readonly Range[];
  readonly maps: readonly SlotPlace[];
  readonly start: readonly SlotPlace[];
  /** Derivatives that all tiles add to. */
  readonly sharedGradients: Range;
  /** Two states' room for the adjoint; absent where no gradient is wanted. */
  readonly adjoints: readonly [number, number];
  /** Past all of these. */
  readonly end: number;
  readonly lane: {
    readonly size: number;
    readonly gradients: Range;
    readonly values: number;
    readonly weights: number;
  };
  readonly block: number;
  readonly state: number;
}

/** Keeps address 0 free, so that an unset address is harmless to read. */
const FIRST = 64;

/** Coefficients that are read, one for each word and block. */
export function readCount({ readouts, bits }: NoisyPlan): number {
  return readouts.words.length * 2 ** bits;
}

export function layOut(plan: NoisyPlan, v: Vector, differentiable: boolean): NoisyLayout {
  const block = blockBytes(plan.qubits);
  const state = block * 2 ** plan.bits;
  let next = FIRST;
  const take = (bytes: number): number => {
    const start = next;
    next += Math.ceil(bytes / 16) * 16;
    return start;
  };
  const entries = (tableEntry(v).bytes * state) / COEFFICIENT;
  const tables = plan.tables.map(() => take(entries));
  const listOf = (count: number): Range => {
    const first = take(4 * count);
    return { start: first, end: first + 4 * count };
  };
  const list = listOf(readCount(plan));
  const starts = plan.start.map((one) => listOf(startCount(one)));
  const [maps, start] = [mapSlots(plan), startSlots(plan)];
  const shared = createArea('absolute', take);
  const own = createArea('lane', laneTaker());
  const place = (slot: Slot, what: 'values' | 'gradients'): Place =>
    (slot.sampled ? own : shared)(slot[what]);
  const mapValues = maps.map((slot) => place(slot, 'values'));
  const startValues = start.map((slot) => place(slot, 'values'));
  const [sharedFrom, laneFrom] = [shared(0).offset, own(0).offset];
  const mapGradients = maps.map((slot) => place(slot, 'gradients'));
  const startGradients = start.map((slot) => place(slot, 'gradients'));
  const [sharedTo, laneTo] = [shared(0).offset, own(0).offset];
  const values = own(readCount(plan)).offset;
  const weights = own(differentiable ? readCount(plan) : 0).offset;
  const adjoints = [take(differentiable ? state : 0), take(differentiable ? state : 0)] as const;
  return {
    tables,
    list,
    starts,
    maps: mapValues.map((one, i) => ({ values: one, gradients: mapGradients[i]! })),
    start: startValues.map((one, i) => ({ values: one, gradients: startGradients[i]! })),
    sharedGradients: { start: sharedFrom, end: sharedTo },
    adjoints,
    end: next,
    lane: {
      size: own(0).offset,
      gradients: { start: laneFrom, end: laneTo },
      values,
      weights,
    },
    block,
    state,
  };
}

/** Gives out room for so many vectors. */
function createArea(
  base: Place['base'],
  take: (bytes: number) => number,
): (vectors: number) => Place {
  return (vectors) => ({ offset: take(vectors * COEFFICIENT), base });
}

function laneTaker(): (bytes: number) => number {
  let next = 0;
  return (bytes) => {
    const start = next;
    next += bytes;
    return start;
  };
}
