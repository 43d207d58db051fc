import { compiledKernels } from '../kernels/compiled.ts';
import type { Kernels } from '../kernels/module.ts';
import type { Plan } from '../plan/plan.ts';
import { type Precision, type Vector, vectorOf } from '../wasm/vector.ts';
import { alignUp, type Layout, layOut } from './layout.ts';
import { createPlaces, type Places } from './places.ts';
import { backwardProgram, forwardProgram, type KernelProgram } from './program.ts';
import { createStore, type Store } from './store.ts';

/** Numbers of the engine's precision. */
export type Numbers = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Views of the memory; new ones after it has grown. */
export interface Views {
  readonly numbers: Numbers;
  readonly doubles: Float64Array<ArrayBuffer>;
}

/** Records of a program, in memory. */
interface PlacedProgram {
  readonly first: number;
  readonly end: number;
}

/** Kernels with a plan in their memory. */
export interface Engine {
  readonly plan: Plan;
  readonly vector: Vector;
  readonly layout: Layout;
  readonly places: Places;
  readonly kernels: Kernels;
  readonly views: () => Views;
  /** Makes room for a batch, zeroes nothing; gives the address of the first lane block. */
  reserve(batch: number): Reservation;
  forward(reservation: Reservation): void;
  backward(reservation: Reservation): void;
}

export interface Reservation {
  readonly tiles: number;
  readonly lanes: number;
  readonly states: number;
  /** Are all tiles' states kept for backward, or is there room for one tile's only? */
  readonly kept: boolean;
}

/**
 * Kept states of a whole batch up to this many bytes stay close enough to the core to be worth it; beyond, backward
 * computes each tile's states again, which are still in the cache when it uses them.
 */
const MOST_KEPT = 4 * 2 ** 20;
/** Of one tile; beyond, there is one state, and backward undoes the passes on it. */
const MOST_KEPT_OF_TILE = 16 * 2 ** 20;
const PAGE = 65536;

export interface Programs {
  readonly layout: Layout;
  readonly places: Places;
  readonly store: Store;
  readonly keep: KernelProgram;
  readonly reuse: KernelProgram;
  readonly backwardKept: KernelProgram;
  readonly backwardAgain: KernelProgram;
}

/** Everything about a plan that is settled before there is memory. */
export function writePrograms(plan: Plan, precision: Precision): Programs {
  const layout = layOut(plan, vectorOf(precision));
  const places = createPlaces(plan, layout);
  const store = createStore(layout.end);
  const context = { plan, layout, places, store };
  const keep = forwardProgram(context, 'keep');
  const again = keep.states * layout.state <= MOST_KEPT_OF_TILE ? 'keep' : 'reuse';
  return {
    layout,
    places,
    store,
    keep,
    reuse: forwardProgram(context, 'reuse'),
    backwardKept: backwardProgram(context, 'keep', 'from-states'),
    backwardAgain: backwardProgram(context, again, 'from-angles'),
  };
}

/** Bytes that a batch takes, tables and kernel programs included. */
export function memoryOfBatch(programs: Programs, lanes: number, batch: number): number {
  return stateAddress(programs, lanes, batch) + stateBytes(programs, tilesOf(batch, lanes));
}

export function createEngine(plan: Plan, precision: Precision, programs: Programs): Engine {
  const vector = vectorOf(precision);
  const { layout, store } = programs;
  const placed = {
    keep: placeProgram(store, 'keep', programs.keep),
    reuse: placeProgram(store, 'reuse', programs.reuse),
    backwardKept: placeProgram(store, 'backward kept', programs.backwardKept),
    backwardAgain: placeProgram(store, 'backward again', programs.backwardAgain),
  };
  const memory = new WebAssembly.Memory({ initial: Math.ceil(store.end / PAGE) + 1 });
  const instance = new WebAssembly.Instance(compiledKernels(precision), { host: { memory } });
  const kernels = instance.exports as unknown as Kernels;
  for (const { address, words } of store.parts) {
    new Int32Array(memory.buffer, address, words.length).set(words);
  }
  let views = viewsOf(memory, precision);
  const run = (program: PlacedProgram, reservation: Reservation): void => {
    const { tiles, lanes, states, kept } = reservation;
    const stride = kept ? programs.keep.states * layout.state : 0;
    kernels.run(program.first, program.end, tiles, states, stride, lanes, layout.lane.size);
  };
  return {
    plan,
    vector,
    layout,
    places: programs.places,
    kernels,
    views: () => views,
    reserve: (batch) => {
      const tiles = tilesOf(batch, vector.lanes);
      const needed = memoryOfBatch(programs, vector.lanes, batch);
      if (needed > memory.buffer.byteLength) {
        memory.grow(Math.ceil((needed - memory.buffer.byteLength) / PAGE));
        views = viewsOf(memory, precision);
      }
      return {
        tiles,
        lanes: alignUp(store.end),
        states: stateAddress(programs, vector.lanes, batch),
        kept: isKept(programs, tiles),
      };
    },
    forward: (reservation) => run(reservation.kept ? placed.keep : placed.reuse, reservation),
    backward: (reservation) =>
      run(reservation.kept ? placed.backwardKept : placed.backwardAgain, reservation),
  };
}

function placeProgram(store: Store, key: string, program: KernelProgram): PlacedProgram {
  const words = new Int32Array(program.records.reduce((sum, record) => sum + record.length, 0));
  let next = 0;
  for (const record of program.records) {
    words.set(record, next);
    next += record.length;
  }
  const { start, end } = store.list(`program ${key}`, () => words);
  return { first: start, end };
}

function tilesOf(batch: number, lanes: number): number {
  return Math.ceil(batch / lanes);
}

function isKept({ keep, layout }: Programs, tiles: number): boolean {
  return tiles * keep.states * layout.state <= MOST_KEPT;
}

function stateAddress({ store, layout }: Programs, lanes: number, batch: number): number {
  return alignUp(alignUp(store.end) + tilesOf(batch, lanes) * layout.lane.size);
}

function stateBytes(programs: Programs, tiles: number): number {
  const { layout, keep, reuse, backwardAgain } = programs;
  const states = isKept(programs, tiles)
    ? tiles * keep.states
    : Math.max(reuse.states, backwardAgain.states);
  return states * layout.state;
}

function viewsOf(memory: WebAssembly.Memory, precision: Precision): Views {
  const buffer = memory.buffer;
  return {
    numbers: precision === 'f32' ? new Float32Array(buffer) : new Float64Array(buffer),
    doubles: new Float64Array(buffer),
  };
}
