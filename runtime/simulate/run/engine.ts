import { compiledModule } from '../kernels/compiled.ts';
import {
  type Entries,
  ENTRY_NAMES,
  type FunctionName,
  KERNEL_COUNT,
  kernelNumber,
} from '../kernels/module.ts';
import { ADDRESSABLE, tooLarge } from '../limits.ts';
import type { Plan } from '../plan/plan.ts';
import { type Precision, type Vector, vectorOf } from '../wasm/vector.ts';
import type { Layout } from './layout.ts';
import type { Arithmetic } from './passes.ts';
import {
  laneAddress,
  memoryOfBatch,
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
  readonly kernels: Entries;
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
  /** Bytes from a tile's states to the next one's: zero if all tiles use the same. */
  readonly stateStride: number;
}

const PAGE = 65536;

/** @param available bytes that may be used */
export function createEngine(
  plan: Plan,
  precision: Precision,
  programs: Programs,
  available: number,
): Engine {
  const { layout, store } = programs;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const limit = Math.min(available, ADDRESSABLE);
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
    load(pair.forward);
    load(pair.backward);
    return placeBatch(programs, batch, arithmetic, pair);
  };
  let last = prepare(1, 'fast');
  let views = viewsOf(memory, precision);
  const run = ({ first, end }: PlacedProgram, at: Reservation): void => {
    kernels.run(first, end, at.tiles, at.states, at.stateStride, at.lanes, layout.lane.size);
  };
  return {
    plan,
    vector: vectorOf(precision),
    layout,
    kernels,
    views: () => views,
    reserve: (batch, arithmetic) => {
      if (batch === last.batch && arithmetic === last.arithmetic) return last;
      last = prepare(batch, arithmetic);
      if (views.doubles.length === 0) views = viewsOf(memory, precision);
      return last;
    },
    forward: (at) => {
      run(at.programs.forward, at);
    },
    backward: (at) => {
      run(at.programs.backward, at);
    },
  };
}

/** The functions that are called from here, and a way to put the kernels of programs into their table. */
function instantiate(
  precision: Precision,
  memory: WebAssembly.Memory,
): { readonly kernels: Entries; readonly load: (program: PlacedProgram) => void } {
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: KERNEL_COUNT });
  const host = { memory, kernels: table };
  const make = (name: FunctionName): WebAssembly.ExportValue =>
    new WebAssembly.Instance(compiledModule(name, precision), { host }).exports[name]!;
  const entries = ENTRY_NAMES.map((name) => [name, make(name)]);
  return {
    kernels: Object.fromEntries(entries) as Entries,
    load: ({ kernels }) => {
      for (const name of kernels) {
        const number = kernelNumber(name);
        if (table.get(number) === null) table.set(number, make(name));
      }
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
    stateStride: kept ? programs.states.keep * programs.layout.state : 0,
  };
}

function viewsOf({ buffer }: WebAssembly.Memory, precision: Precision): Views {
  return {
    numbers: precision === 'f32' ? new Float32Array(buffer) : new Float64Array(buffer),
    doubles: new Float64Array(buffer),
  };
}
