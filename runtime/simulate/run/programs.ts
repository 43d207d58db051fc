import { type KernelName, kernelOfNumber } from '../kernels/module.ts';
import { field } from '../kernels/record.ts';
import type { Plan } from '../plan/plan.ts';
import { type Precision, vectorOf } from '../wasm/vector.ts';
import { alignUp, type Layout, layOut } from './layout.ts';
import { createPlaces, type Places } from './places.ts';
import { backwardProgram, forwardProgram, type KernelProgram } from './program.ts';
import { createStore, type Store } from './store.ts';

/** How many bytes of states are kept for the backward pass, at most. */
export interface KeepLimits {
  /**
   * Of the whole batch. Up to here they stay close to the core; beyond, backward computes each tile's states again,
   * right before it uses them.
   */
  readonly batch: number;
  /** Of one tile. Beyond, there is one state, and backward undoes the passes on it. */
  readonly tile: number;
}

export const KEEP_LIMITS: KeepLimits = { batch: 4 * 2 ** 20, tile: 16 * 2 ** 20 };

/** Everything about a plan that is settled before there is memory. */
export interface Programs {
  readonly lanes: number;
  readonly limits: KeepLimits;
  readonly layout: Layout;
  readonly places: Places;
  readonly store: Store;
  /** Forward, with the states that backward needs, or without. */
  readonly keep: PlacedProgram;
  readonly reuse: PlacedProgram;
  /** Backward, from kept states, or from the angles. */
  readonly backwardKept: PlacedProgram;
  readonly backwardAgain: PlacedProgram;
}

/** Addresses of a program's records, and the states that a tile needs for it. */
export interface PlacedProgram {
  readonly first: number;
  readonly end: number;
  readonly states: number;
  readonly kernels: ReadonlySet<KernelName>;
}

export function writePrograms(
  plan: Plan,
  precision: Precision,
  limits: KeepLimits = KEEP_LIMITS,
): Programs {
  const vector = vectorOf(precision);
  const layout = layOut(plan, vector);
  const places = createPlaces(plan, layout);
  const store = createStore(layout.end);
  const context = { plan, layout, places, store };
  const keep = placeProgram(store, 'keep', forwardProgram(context, 'keep'));
  const again = keep.states * layout.state <= limits.tile ? 'keep' : 'reuse';
  const backwardKept = backwardProgram(context, 'keep', 'from-states');
  const backwardAgain = backwardProgram(context, again, 'from-angles');
  return {
    lanes: vector.lanes,
    limits,
    layout,
    places,
    store,
    keep,
    reuse: placeProgram(store, 'reuse', forwardProgram(context, 'reuse')),
    backwardKept: placeProgram(store, 'backward kept', backwardKept),
    backwardAgain: placeProgram(store, 'backward again', backwardAgain),
  };
}

/** Tiles of one vector's lanes that a batch takes. */
export function tilesOf({ lanes }: Programs, batch: number): number {
  return Math.ceil(batch / lanes);
}

/** Are all tiles' states kept for backward, or is there room for one tile's only? */
export function isKept(programs: Programs, batch: number): boolean {
  const { keep, layout, limits } = programs;
  return tilesOf(programs, batch) * keep.states * layout.state <= limits.batch;
}

/** Where the lane blocks of the tiles begin. */
export function laneAddress({ store }: Programs): number {
  return alignUp(store.end);
}

/** Where the states begin, after the lane blocks. */
export function stateAddress(programs: Programs, batch: number): number {
  return alignUp(laneAddress(programs) + tilesOf(programs, batch) * programs.layout.lane.size);
}

/** Bytes that a batch takes, tables and kernel programs included. */
export function memoryOfBatch(programs: Programs, batch: number): number {
  const { layout, keep, reuse, backwardAgain } = programs;
  const states = isKept(programs, batch)
    ? tilesOf(programs, batch) * keep.states
    : Math.max(reuse.states, backwardAgain.states);
  return stateAddress(programs, batch) + states * layout.state;
}

function placeProgram(
  store: Store,
  key: string,
  { records, states }: KernelProgram,
): PlacedProgram {
  const words = new Int32Array(records.reduce((sum, record) => sum + record.length, 0));
  let next = 0;
  for (const record of records) {
    words.set(record, next);
    next += record.length;
  }
  const { start, end } = store.list(`program ${key}`, () => words);
  const kernels = new Set(records.map((record) => kernelOfNumber(record[field.kernel]!)));
  return { first: start, end, states, kernels };
}
