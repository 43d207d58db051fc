import { compiledModule } from '../kernels/compiled.ts';
import type { Kernel } from '../kernels/kernel.ts';
import type { Entries } from '../kernels/module.ts';
import { tooLarge } from '../limits.ts';
import { type Precision, type Vector, vectorOf } from '../wasm/vector.ts';
import type { NoisyLayout } from './layout.ts';
import type { NoisyPlan } from './plan.ts';
import { type NoisyPrograms, RECORD_LISTS } from './programs.ts';
import { writeConstants } from './constants.ts';

/** Kernels with a plan in their memory. */
export interface NoisyEngine {
  readonly plan: NoisyPlan;
  readonly layout: NoisyLayout;
  readonly vector: Vector;
  /** Numbers of the engine's precision; a new view after the memory has grown. */
  readonly numbers: () => Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  /**
   * Makes room for a batch.
   * @throws UserProblem `too-large`
   */
  reserve(batch: number): NoisyReservation;
  forward(at: NoisyReservation): void;
  backward(at: NoisyReservation): void;
}

export interface NoisyReservation {
  readonly batch: number;
  readonly tiles: number;
  /** Address of the first tile's lane block, and of its states. */
  readonly lanes: number;
  readonly states: number;
  /** Bytes from a tile's states to the next one's. */
  readonly stride: number;
  readonly program: 'kept' | 'again';
  /** Bytes of all of it. */
  readonly end: number;
}

/** Bytes of states up to which every tile keeps its own. */
const MOST_KEPT = 2 ** 23;
const PAGE = 65536;

/** Where a batch lies, and how much memory it needs in all. */
export function placeNoisyBatch(
  programs: NoisyPrograms,
  batch: number,
  lanes: number,
  mostKept = MOST_KEPT,
): NoisyReservation {
  const { layout } = programs;
  const tiles = Math.ceil(batch / lanes);
  const records = RECORD_LISTS.flatMap((name) => [programs[name].forward, programs[name].backward]);
  const first = layout.end + 4 * records.reduce((sum, words) => sum + words.length, 0);
  const states = first + tiles * layout.lane.size;
  const stride = programs.kept.states * layout.state;
  const keeps = programs.kept.backward.length > 0 && tiles * stride <= mostKept;
  return {
    batch,
    tiles,
    lanes: first,
    states,
    stride: keeps ? stride : 0,
    program: keeps ? 'kept' : 'again',
    end: states + (keeps ? tiles * stride : programs.again.states * layout.state),
  };
}

export function createNoisyEngine(
  plan: NoisyPlan,
  precision: Precision,
  programs: NoisyPrograms,
  limits: { readonly available: number; readonly mostKept?: number },
): NoisyEngine {
  const { layout } = programs;
  const vector = vectorOf(precision);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const makeRoom = (batch: number, end: number): void => {
    if (end <= memory.buffer.byteLength) return;
    const qubits = `${plan.qubits} qubit${plan.qubits === 1 ? '' : 's'}`;
    const problem = tooLarge(
      `A batch of ${batch} on ${qubits} with noise needs`,
      end,
      limits.available,
    );
    if (end > limits.available) throw problem;
    try {
      memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE));
    } catch {
      throw problem; // The machine does not have it after all.
    }
  };
  const place = (batch: number): NoisyReservation =>
    placeNoisyBatch(programs, batch, vector.lanes, limits.mostKept);
  let last = place(1);
  makeRoom(1, last.end);
  const addresses = writeConstants(plan, vector, programs, memory);
  const run = instantiate(precision, memory, programs.kernels.list);
  let numbers = viewOf(memory, precision);
  const walk = (list: readonly number[], at: NoisyReservation): void => {
    const { start, end } = addresses.get(list)!;
    run(start, end, at.tiles, at.states, at.stride, at.lanes, layout.lane.size);
  };
  return {
    plan,
    layout,
    vector,
    numbers: () => numbers,
    reserve: (batch) => {
      if (batch === last.batch) return last;
      const next = place(batch);
      makeRoom(batch, next.end);
      last = next;
      if (numbers.length === 0) numbers = viewOf(memory, precision);
      // Between the coefficients are gaps, and what was here before must not show in sums over both.
      new Uint8Array(memory.buffer).fill(0, next.states, next.end);
      return last;
    },
    forward: (at) => {
      walk(programs[at.program].forward, at);
    },
    backward: (at) => {
      walk(programs[at.program].backward, at);
    },
  };
}

/** The interpreter, with the kernels in its table in the order of their numbers. */
function instantiate(
  precision: Precision,
  memory: WebAssembly.Memory,
  kernels: readonly Kernel[],
): Entries['run'] {
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: kernels.length });
  const host = { memory, kernels: table };
  kernels.forEach((kernel, number) => {
    const { exports } = new WebAssembly.Instance(compiledModule(kernel, precision), { host });
    table.set(number, exports[kernel.name]);
  });
  const { exports } = new WebAssembly.Instance(compiledModule('run', precision), { host });
  return exports['run'] as Entries['run'];
}

function viewOf(
  { buffer }: WebAssembly.Memory,
  precision: Precision,
): Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> {
  return precision === 'f32' ? new Float32Array(buffer) : new Float64Array(buffer);
}
