import { type KernelNumbers, numberKernels } from '../kernels/kernel.ts';
import { RECORD_BYTES, WORDS } from '../kernels/record.ts';
import { planCost } from '../plan/cost.ts';
import type { Plan } from '../plan/plan.ts';
import { type Precision, vectorOf } from '../wasm/vector.ts';
import { alignUp, type Range } from './address.ts';
import { type Chunks, cutBatch, SHARE_LIMITS, type ShareLimits } from './chunks.ts';
import { type Layout, layOut, moveWork } from './layout.ts';
import type { Arithmetic } from './passes.ts';
import { countCells } from './cells.ts';
import { createPlaces } from './places.ts';
import { backwardProgram, forwardProgram } from './program.ts';
import { createStore, type Store } from './store.ts';
import { tableMethods } from './tables.ts';
import { type Memory, traceStates } from './trace.ts';
import { type Transfers, writeTransfers } from './transfers.ts';
import type { Generator, KernelProgram } from './writer.ts';

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
  readonly transfers: Transfers;
  /** Numbers a sample that go in and come out: rows of the batch have as many float64. */
  readonly rows: { readonly inputs: number; readonly outputs: number };
  /** Grow when programs are written. */
  readonly store: Store;
  readonly kernels: KernelNumbers;
  /** Bytes of states that a tile needs to keep all for backward, or for both programs when backward computes them again. */
  readonly states: { readonly keep: number; readonly again: number };
  readonly share: ShareLimits;
  /** What threads take of a batch. */
  cut(batch: number): Chunks;
  /**
   * Forward and backward for one way of keeping states, written when asked for first.
   * @param threads each of which has programs of its own, since what it writes has other addresses. Default: 1
   */
  pair(states: States, arithmetic: Arithmetic, threads?: number): ProgramPair;
  /** Where a thread keeps what adds up over tiles. */
  sums(thread: number): Range;
}

/** Are all tiles' states kept from forward to backward, or computed again? */
type States = 'keep' | 'again';

export interface ProgramPair {
  readonly forward: PlacedProgram;
  readonly backward: PlacedProgram;
}

export interface PlacedProgram {
  /** Addresses of each thread's records. */
  readonly records: readonly Range[];
  /** Kernels generated for this plan, and the records that may name them instead. */
  readonly generated: readonly { readonly record: number; readonly kernel: Generator }[];
}

export function writePrograms(
  plan: Plan,
  precision: Precision,
  limits: KeepLimits & Partial<ShareLimits> = KEEP_LIMITS,
): Programs {
  const vector = vectorOf(precision);
  const methods = tableMethods(plan);
  const shape = { methods, cells: countCells(plan, methods) };
  const layout = layOut(plan, vector, shape);
  const store = createStore(layout.end);
  const transfers = writeTransfers(plan, vector, store, shape);
  const bytes = (memory: Memory): number =>
    layout.origin + (traceStates(plan, memory).last + 1) * layout.state;
  const keep = bytes('keep');
  const again: Memory = keep <= limits.tile ? 'keep' : 'reuse';
  const known = new Map<string, ProgramPair>();
  const numbers = numberKernels();
  const { forward, backward } = planCost(plan);
  const perTile = vector.lanes * (forward + backward);
  const share = { ...SHARE_LIMITS, ...limits };
  const layouts = [layout];
  const layoutOf = (thread: number): Layout => {
    layouts[thread] ??= moveWork(
      layout,
      plan,
      shape.cells,
      store.take(layout.work.end - layout.work.start),
    );
    return layouts[thread];
  };
  const write = (states: States, arithmetic: Arithmetic, thread: number) => {
    const own = layoutOf(thread);
    const places = createPlaces(plan, own);
    const context = { plan, layout: own, places, store, arithmetic, kernels: numbers };
    const key = `${states} ${arithmetic} ${thread}`;
    const [forward, backward] =
      states === 'keep'
        ? [forwardProgram(context, 'keep'), backwardProgram(context, 'keep', 'from-states')]
        : [forwardProgram(context, 'reuse'), backwardProgram(context, again, 'from-angles')];
    return {
      forward: placeProgram(store, `forward ${key}`, forward),
      backward: placeProgram(store, `backward ${key}`, backward),
    };
  };
  return {
    lanes: vector.lanes,
    limits,
    layout,
    transfers,
    rows: { inputs: transfers.leaves.sampledCount, outputs: plan.outputs.length },
    store,
    kernels: numbers,
    states: { keep, again: bytes(again) },
    cut: (batch) => cutBatch(Math.ceil(batch / vector.lanes), perTile, share, layout),
    share,
    sums: (thread) => layoutOf(thread).sums,
    pair: (states, arithmetic, threads = 1) => {
      const key = `${states} ${arithmetic} ${threads}`;
      const before = known.get(key);
      if (before) return before;
      const each = Array.from({ length: threads }, (_, i) => write(states, arithmetic, i));
      const pair = {
        forward: together(each.map(({ forward }) => forward)),
        backward: together(each.map(({ backward }) => backward)),
      };
      known.set(key, pair);
      return pair;
    },
  };
}

/** Tiles of one vector's lanes that a batch takes. */
export function tilesOf({ lanes }: Programs, batch: number): number {
  return Math.ceil(batch / lanes);
}

/** Are all tiles' states kept for backward, or is there room for one tile's only? */
export function statesOf(programs: Programs, batch: number): States {
  const { states, limits } = programs;
  return tilesOf(programs, batch) * states.keep <= limits.batch ? 'keep' : 'again';
}

/** Where the lane blocks of the tiles begin. */
export function laneAddress({ store }: Programs): number {
  return alignUp(store.end);
}

/** Where the rows of inputs begin, after the lane blocks; a tile has as many as lanes. */
export function inputAddress(programs: Programs, batch: number): number {
  return laneAddress(programs) + tilesOf(programs, batch) * programs.layout.lane.size;
}

/** Where the rows of outputs begin. */
export function outputAddress(programs: Programs, batch: number): number {
  const samples = tilesOf(programs, batch) * programs.lanes;
  return alignUp(inputAddress(programs, batch) + samples * programs.rows.inputs * 8);
}

/** Where the states begin, after the rows. */
export function stateAddress(programs: Programs, batch: number): number {
  const samples = tilesOf(programs, batch) * programs.lanes;
  return alignUp(outputAddress(programs, batch) + samples * programs.rows.outputs * 8);
}

/** Where the sums of chunks are added up or kept, after the states. */
export function sumsAddress(programs: Programs, batch: number, threads = 1): number {
  const { states } = programs;
  const bytes =
    statesOf(programs, batch) === 'keep'
      ? tilesOf(programs, batch) * states.keep
      : threads * states.again;
  return stateAddress(programs, batch) + bytes;
}

/** Bytes that a batch takes, tables and the kernel programs written so far included. */
export function memoryOfBatch(programs: Programs, batch: number, threads = 1): number {
  const { start, end } = programs.layout.sums;
  const { count } = programs.cut(batch);
  const slots = count === 1 ? 0 : threads === 1 ? 1 : count;
  return sumsAddress(programs, batch, threads) + slots * (end - start);
}

/** Bytes that so many threads take more than one does, their programs not counted. */
export function memoryOfThreads(programs: Programs, batch: number, threads: number): number {
  const { start, end } = programs.layout.work;
  const more = memoryOfBatch(programs, batch, threads) - memoryOfBatch(programs, batch, 1);
  return more + (threads - 1) * (end - start);
}

interface PlacedRecords {
  readonly range: Range;
  readonly generated: PlacedProgram['generated'];
}

function together(programs: readonly PlacedRecords[]): PlacedProgram {
  return {
    records: programs.map(({ range }) => range),
    generated: programs.flatMap(({ generated }) => generated),
  };
}

function placeProgram(store: Store, key: string, records: KernelProgram): PlacedRecords {
  const words = new Int32Array(records.length * WORDS);
  records.forEach((record, i) => {
    words.set(record.words, i * WORDS);
  });
  const range = store.list(`program ${key}`, () => words);
  const generated = records.flatMap(({ generated: kernel }, i) =>
    kernel ? [{ record: range.start + i * RECORD_BYTES, kernel }] : [],
  );
  return { range, generated };
}
