import { compiledModule } from '../kernels/compiled.ts';
import type { Kernel } from '../kernels/kernel.ts';
import type { Entries, EntryName } from '../kernels/module.ts';
import { field } from '../kernels/record.ts';
import { ADDRESSABLE, tooLarge } from '../limits.ts';
import { reduceAngle } from '../kernels/sine-cosine.ts';
import { planCost } from '../plan/cost.ts';
import type { Plan } from '../plan/plan.ts';
import { type Precision, type Vector, vectorOf } from '../wasm/vector.ts';
import type { Layout } from './layout.ts';
import type { Arithmetic } from './passes.ts';
import type { KernelChoice } from '../simulator.ts';
import { createTuner } from './tuning.ts';
import type { Transfers } from './transfers.ts';
import {
  inputAddress,
  laneAddress,
  memoryOfBatch,
  outputAddress,
  type PlacedProgram,
  type ProgramPair,
  type Programs,
  stateAddress,
  statesOf,
  tilesOf,
} from './programs.ts';

/** Views of the memory; new ones after it has grown. */
interface Views {
  /** Numbers of the engine's precision. */
  readonly numbers: Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  readonly doubles: Float64Array<ArrayBuffer>;
}

/** Kernels with a plan in their memory. */
export interface Engine {
  readonly plan: Plan;
  readonly vector: Vector;
  readonly layout: Layout;
  readonly transfers: Transfers;
  readonly kernels: TiledEntries;
  readonly views: () => Views;
  /**
   * Makes room for a batch and its programs; zeroes nothing.
   * @throws UserProblem `too-large`
   */
  reserve(batch: number, arithmetic: Arithmetic): Reservation;
  forward(reservation: Reservation): void;
  backward(reservation: Reservation): void;
}

export interface Reservation {
  readonly batch: number;
  readonly arithmetic: Arithmetic;
  readonly programs: ProgramPair;
  readonly tiles: number;
  /** Addresses of the first tile's lane block and states. */
  readonly lanes: number;
  readonly states: number;
  /** Addresses of the rows of inputs and of outputs: float64, one row a sample of all tiles. */
  readonly inputs: number;
  readonly outputs: number;
  /** Bytes from a tile's states to the next one's: zero if all tiles use the same. */
  readonly stateStride: number;
}

type TiledEntries = Omit<Entries, 'tangents'>;

const PAGE = 65536;
const ENTRIES: readonly EntryName[] = [
  'run',
  'sums',
  'spreadTangents',
  'angles',
  'vectors',
  'rows',
  'lanes',
  'clear',
  'expand',
  'product',
  'productTimes',
  'signed',
  'phases',
  'parities',
];

/** @param options.available bytes that may be used */
export function createEngine(
  plan: Plan,
  precision: Precision,
  programs: Programs,
  options: { readonly available: number; readonly kernels: KernelChoice },
): Engine {
  const { layout, store, transfers } = programs;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const limit = Math.min(options.available, ADDRESSABLE);
  const makeRoom = (batch: number): void => {
    const needed = memoryOfBatch(programs, batch);
    if (needed <= memory.buffer.byteLength) return;
    const problem = tooLarge(`A batch of ${batch} on ${plan.bits} qubits needs`, needed, limit);
    if (needed > limit) throw problem;
    try {
      memory.grow(Math.ceil((needed - memory.buffer.byteLength) / PAGE));
    } catch {
      throw problem; // The machine does not have it after all.
    }
  };
  const { kernels, load } = instantiate(precision, memory);
  let loaded = 0;
  const prepare = (batch: number, arithmetic: Arithmetic): Reservation => {
    const pair = programs.pair(statesOf(programs, batch), arithmetic);
    makeRoom(batch);
    for (const { address, words } of store.parts.slice(loaded)) {
      new Int32Array(memory.buffer, address, words.length).set(words);
    }
    loaded = store.parts.length;
    load(programs.kernels.list);
    return placeBatch(programs, batch, arithmetic, pair);
  };
  const swap = ({ forward, backward }: ProgramPair): void => {
    for (const { record, kernel } of [...forward.generated, ...backward.generated]) {
      new Int32Array(memory.buffer, record)[field.kernel] = programs.kernels.of(kernel);
    }
    load(programs.kernels.list);
  };
  const tuner = createTuner(options.kernels, precision, swap);
  const { forward: operations } = planCost(plan);
  let last = prepare(1, 'fast');
  let views = viewsOf(memory, precision);
  const run = ({ first, end }: PlacedProgram, at: Reservation): void => {
    kernels.run(first, end, at.tiles, at.states, at.stateStride, at.lanes, layout.lane.size);
  };
  return {
    plan,
    vector: vectorOf(precision),
    layout,
    transfers,
    kernels,
    views: () => views,
    reserve: (batch, arithmetic) => {
      if (batch === last.batch && arithmetic === last.arithmetic) return last;
      last = prepare(batch, arithmetic);
      if (views.doubles.length === 0) views = viewsOf(memory, precision);
      return last;
    },
    forward: (at) => {
      tuner.step(at.programs, operations * at.batch);
      run(at.programs.forward, at);
    },
    backward: (at) => {
      run(at.programs.backward, at);
    },
  };
}

/** The functions that are called from here, and a way to put kernels into their table, in the order of numbers. */
function instantiate(
  precision: Precision,
  memory: WebAssembly.Memory,
): { readonly kernels: TiledEntries; readonly load: (kernels: readonly Kernel[]) => void } {
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: 0 });
  const host = { memory, kernels: table, reduce: reduceAngle };
  const make = (what: Kernel | EntryName): WebAssembly.ExportValue => {
    const { exports } = new WebAssembly.Instance(compiledModule(what, precision), { host });
    return exports[typeof what === 'string' ? what : what.name]!;
  };
  const entries = ENTRIES.map((name) => [name, make(name)]);
  return {
    kernels: Object.fromEntries(entries) as TiledEntries,
    load: (kernels) => {
      for (const kernel of kernels.slice(table.length)) table.grow(1, make(kernel));
    },
  };
}

function placeBatch(
  programs: Programs,
  batch: number,
  arithmetic: Arithmetic,
  pair: ProgramPair,
): Reservation {
  const kept = statesOf(programs, batch) === 'keep';
  return {
    batch,
    arithmetic,
    programs: pair,
    tiles: tilesOf(programs, batch),
    lanes: laneAddress(programs),
    states: stateAddress(programs, batch),
    inputs: inputAddress(programs, batch),
    outputs: outputAddress(programs, batch),
    stateStride: kept ? programs.states.keep * programs.layout.state : 0,
  };
}

function viewsOf({ buffer }: WebAssembly.Memory, precision: Precision): Views {
  return {
    numbers: precision === 'f32' ? new Float32Array(buffer) : new Float64Array(buffer),
    doubles: new Float64Array(buffer),
  };
}
