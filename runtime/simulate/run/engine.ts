import { compiledModule } from '../kernels/compiled.ts';
import { MOST_THREADS } from '../kernels/job.ts';
import type { Kernel } from '../kernels/kernel.ts';
import type { Parts } from '../kernels/rotation.ts';
import type { Entries } from '../kernels/module.ts';
import { field } from '../kernels/record.ts';
import { reduceAngle } from '../kernels/sine-cosine.ts';
import { ADDRESSABLE, tooLarge } from '../limits.ts';
import { planCost } from '../plan/cost.ts';
import type { Plan } from '../plan/plan.ts';
import type { KernelChoice } from '../simulator.ts';
import type { Pool } from '../../threads/pool.ts';
import { type Precision, type Vector, vectorOf } from '../wasm/vector.ts';
import { placeBatch, type Reservation, writeJobs } from './jobs.ts';
import type { Layout } from './layout.ts';
import type { Arithmetic } from './passes.ts';
import {
  memoryOfBatch,
  memoryOfThreads,
  type ProgramPair,
  type Programs,
  statesOf,
} from './programs.ts';
import type { Transfers } from './transfers.ts';
import { createTuner } from './tuning.ts';

/** Views of the memory; new ones after it has grown. */
interface Views {
  /** Numbers of the engine's precision. */
  readonly numbers: Float32Array | Float64Array;
  readonly doubles: Float64Array;
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

const PAGE = 65536;
type TiledEntries = Omit<Entries, 'run' | 'tangents' | 'chunk'>;

const ENTRIES = [
  'addVectors',
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
] as const;
/** Floating-point operations of one thread in a millisecond, on the slow side. */
const OPERATIONS_PER_MS: Readonly<Record<Precision, number>> = { f32: 2e7, f64: 1e7 };
/** Bytes that the programs of further threads take at most, as good as always. */
const PROGRAM_BYTES = 2 ** 20;

/** @param options.available bytes that may be used */
export function createEngine(
  plan: Plan,
  precision: Precision,
  programs: Programs,
  options: { readonly available: number; readonly kernels: KernelChoice; readonly pool: Pool },
): Engine {
  const { layout, store, transfers } = programs;
  const memory = options.pool.createMemory();
  const site = options.pool.attach(memory);
  const kind = memory.buffer instanceof ArrayBuffer ? 'own' : 'shared';
  const limit = Math.min(options.available, ADDRESSABLE);
  const cost = planCost(plan);
  const makeRoom = (batch: number, threads: number): void => {
    const needed = memoryOfBatch(programs, batch, threads);
    if (needed <= memory.buffer.byteLength) return;
    const problem = tooLarge(`A batch of ${batch} on ${plan.bits} qubits needs`, needed, limit);
    if (needed > limit) throw problem;
    try {
      memory.grow(Math.ceil((needed - memory.buffer.byteLength) / PAGE));
    } catch {
      throw problem; // The machine does not have it after all.
    }
  };
  const chunk = site.addCall(compiledModule('chunk', precision, kind));
  const entries = ENTRIES.map((name) => [
    name,
    site.instance.export(compiledModule(name, precision, kind), { reduce: reduceAngle }),
  ]);
  const kernels = Object.fromEntries(entries) as TiledEntries;
  const load = (list: readonly Kernel[]): void => {
    const missing = list.slice(site.instance.kernels());
    site.addKernels(missing.map((kernel) => compiledModule(kernel, precision, kind)));
  };
  let loaded = 0;
  const prepare = (batch: number, arithmetic: Arithmetic, threads: number): Reservation => {
    const pair = programs.pair(statesOf(programs, batch), arithmetic, threads);
    makeRoom(batch, threads);
    for (const { address, words } of store.parts.slice(loaded)) {
      new Int32Array(memory.buffer, address, words.length).set(words);
    }
    loaded = store.parts.length;
    load(programs.kernels.list);
    const reservation = placeBatch(programs, pair, { batch, arithmetic, threads });
    writeJobs(programs, reservation, memory.buffer);
    return reservation;
  };
  const swap = ({ forward, backward }: ProgramPair, parts: Parts): void => {
    for (const { record, kernel } of [...forward.generated, ...backward.generated]) {
      new Int32Array(memory.buffer, record)[field.kernel] = programs.kernels.of(kernel(parts));
    }
    load(programs.kernels.list);
  };
  const tuner = createTuner(options.kernels, precision, {
    parts: () => (options.pool.joinsVectors() ? 'paired' : 'apart'),
    swap,
    memory: kind,
  });
  const milliseconds = (operations: number): number => operations / OPERATIONS_PER_MS[precision];
  const threadsFor = (batch: number): number => {
    const threads = site.expect(milliseconds(batch * (cost.forward + cost.backward)));
    if (threads === 1 || programs.cut(batch).count === 1) return 1;
    if (milliseconds(batch * cost.backward) < programs.share.run) return 1;
    const most = Math.min(threads, MOST_THREADS);
    const alone = memoryOfBatch(programs, batch) + PROGRAM_BYTES;
    const fits = alone + memoryOfThreads(programs, batch, most) <= limit;
    return fits ? most : 1;
  };
  let last = prepare(1, 'fast', 1);
  let views = viewsOf(memory, precision);
  const run = (job: number, operations: number, at: Reservation): void => {
    const work = milliseconds(operations * at.batch);
    const threads = work < programs.share.run ? 1 : at.threads;
    site.run(chunk, job, at.chunks.count, { threads, milliseconds: work });
  };
  return {
    plan,
    vector: vectorOf(precision),
    layout,
    transfers,
    kernels,
    views: () => views,
    reserve: (batch, arithmetic) => {
      const threads = threadsFor(batch);
      if (batch === last.batch && arithmetic === last.arithmetic && threads === last.threads) {
        return last;
      }
      last = prepare(batch, arithmetic, threads);
      if (views.doubles.buffer !== memory.buffer) views = viewsOf(memory, precision);
      return last;
    },
    forward: (at) => {
      tuner.step(at.programs, cost.forward * at.batch);
      run(layout.jobs.forward, cost.forward, at);
    },
    backward: (at) => {
      run(layout.jobs.backward, cost.backward, at);
      if (at.chunks.count === 1) return;
      const { start, end } = layout.sums;
      kernels.clear(start, end - start, 1, 0);
      const slots = at.threads === 1 ? 1 : at.chunks.count;
      for (let slot = at.sums, i = 0; i < slots; slot += end - start, i++) {
        kernels.addVectors(start, slot, slot + end - start);
      }
    },
  };
}

function viewsOf({ buffer }: WebAssembly.Memory, precision: Precision): Views {
  return {
    numbers: precision === 'f32' ? new Float32Array(buffer) : new Float64Array(buffer),
    doubles: new Float64Array(buffer),
  };
}
