import { compiledModule } from '../kernels/compiled.ts';
import { type Entries, type FunctionName, KERNEL_COUNT, kernelNumber } from '../kernels/module.ts';
import { ADDRESSABLE, tooLarge } from '../limits.ts';
import type { Plan } from '../plan/plan.ts';
import { type Precision, type Vector, vectorOf } from '../wasm/vector.ts';
import type { Layout } from './layout.ts';
import {
  isKept,
  laneAddress,
  memoryOfBatch,
  type PlacedProgram,
  type Programs,
  stateAddress,
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
   * Makes room for a batch; zeroes nothing.
   * @throws UserProblem `too-large`
   */
  reserve(batch: number): Reservation;
  forward(reservation: Reservation): void;
  backward(reservation: Reservation): void;
}

export interface Reservation {
  readonly batch: number;
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
  makeRoom(1);
  const kernels = instantiate(programs, precision, memory);
  for (const { address, words } of store.parts) {
    new Int32Array(memory.buffer, address, words.length).set(words);
  }
  let views = viewsOf(memory, precision);
  let last = reserveRoom(programs, 1);
  const run = (program: PlacedProgram, at: Reservation): void => {
    const { first, end } = program;
    kernels.run(first, end, at.tiles, at.states, at.stateStride, at.lanes, layout.lane.size);
  };
  return {
    plan,
    vector: vectorOf(precision),
    layout,
    kernels,
    views: () => views,
    reserve: (batch) => {
      if (batch === last.batch) return last;
      makeRoom(batch);
      if (views.doubles.length === 0) views = viewsOf(memory, precision);
      return (last = reserveRoom(programs, batch));
    },
    forward: (at) => run(at.stateStride > 0 ? programs.keep : programs.reuse, at),
    backward: (at) => run(at.stateStride > 0 ? programs.backwardKept : programs.backwardAgain, at),
  };
}

/** The functions that a plan needs, with the kernels of its programs in their table. */
function instantiate(
  { keep, reuse, backwardKept, backwardAgain }: Programs,
  precision: Precision,
  memory: WebAssembly.Memory,
): Entries {
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: KERNEL_COUNT });
  const host = { memory, kernels: table };
  const make = (name: FunctionName): WebAssembly.ExportValue =>
    new WebAssembly.Instance(compiledModule(name, precision), { host }).exports[name]!;
  const used = [keep, reuse, backwardKept, backwardAgain].flatMap(({ kernels }) => [...kernels]);
  for (const name of new Set(used)) table.set(kernelNumber(name), make(name));
  const entries = (['run', 'angles', 'phases', 'parities'] as const).map((name) => [
    name,
    make(name),
  ]);
  return Object.fromEntries(entries) as Entries;
}

function reserveRoom(programs: Programs, batch: number): Reservation {
  return {
    batch,
    tiles: tilesOf(programs, batch),
    lanes: laneAddress(programs),
    states: stateAddress(programs, batch),
    stateStride: isKept(programs, batch) ? programs.keep.states * programs.layout.state : 0,
  };
}

function viewsOf({ buffer }: WebAssembly.Memory, precision: Precision): Views {
  return {
    numbers: precision === 'f32' ? new Float32Array(buffer) : new Float64Array(buffer),
    doubles: new Float64Array(buffer),
  };
}
