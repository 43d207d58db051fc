import { compiledModule } from '../kernels/compiled.ts';
import { numberKernels } from '../kernels/kernel.ts';
import type { Entries } from '../kernels/module.ts';
import { reduceAngle } from '../kernels/sine-cosine.ts';
import { tooLarge } from '../limits.ts';
import type { Plan } from '../plan/plan.ts';
import { createFormTable } from '../run/angles.ts';
import type { Store } from '../run/store.ts';
import { encodeModule } from '../wasm/module.ts';
import { type Precision, type Vector, vectorOf } from '../wasm/vector.ts';
import { planBlocks } from './blocks.ts';
import { laneBits as laneBitsOf } from './kernels/lanes.ts';
import { phaseTable, type TableEntries, totalsOf } from './kernels/tables.ts';
import type { Arithmetic, Gradients, Sample, Setting, Views } from './part.ts';
import { backwardSweeps, forwardSweeps, type PlannedBlock, type Sweep } from './program.ts';
import type { ChunkLimits } from './schedule.ts';

/** One state at a time, with its amplitudes in the lanes. */
export interface SingleEngine {
  /** Bytes that it takes; what is not there yet is asked for when it is needed first. */
  readonly bytes: { readonly forward: number; readonly backward: number };
  /** Runs a sample, given the values of all leaves; writes the values of all readouts. */
  forward(leaves: Float64Array, values: Float64Array): void;
  /**
   * Gradients of the sample of the last `forward`, whose state is used up, given the weights of the readouts' values.
   * @param gradients of all leaves; added to
   */
  backward(weights: Float64Array, gradients: Float64Array): void;
}

/** Bits from which on chunks are larger, so that fewer sweeps see all bits. */
const MANY_BITS = 23;

/**
 * Chunks that fit close to the core together with their adjoint. Rows are as long as lets the memory deliver them
 * well: measured, with either precision, by bytes.
 */
export function chunksFor(bits: number, precision: Precision): ChunkLimits {
  const { size, row } = bits < MANY_BITS ? { size: 14, row: 7 } : { size: 15, row: 6 };
  return precision === 'f32' ? { size, row } : { size: size - 1, row: row - 1 };
}

/** Factors of a state below this could take its numbers out of the range of their type. */
const SMALLEST_SCALE: Readonly<Record<Precision, number>> = { f32: 2 ** -40, f64: 2 ** -400 };
/** The adjoint of an amplitude is not in the same set of the cache, which has room for a rotation's amplitudes once. */
const SKEW = 2112;
const PAGE = 65536;

/**
 * @param options.available bytes that may be used
 * @param options.chunks for tests: other chunks than those that are fastest
 */
export function createSingleEngine(
  plan: Plan,
  precision: Precision,
  options: { readonly available: number; readonly chunks?: ChunkLimits },
): SingleEngine {
  const vector = vectorOf(precision);
  const site = createSite();
  const { setting, angles, coefficients, work } = createSetting(plan, vector, site);
  const blocks = planBlocks(setting, options.chunks ?? chunksFor(setting.bits, precision));
  const parts = blocks.flatMap((one) => one.parts);
  const chunkBytes = 2 * vector.bytes * 2 ** largestChunk(blocks);
  const stateBytes = 2 * vector.bytes * 2 ** setting.bits;
  const adjointOffset = stateBytes + SKEW;
  const copies = site.take(2 * chunkBytes + SKEW, chunkBytes);
  const cells = site.take(8);
  work.place();
  const addresses = {
    stateCell: cells,
    adjointCell: cells + 4,
    stateDistance: adjointOffset,
    copyDistance: chunkBytes + SKEW,
  };
  const numbers = numberKernels();
  const { bits, laneBits, store } = setting;
  const context = { bits, laneBits, store, kernels: numbers, addresses };
  const whole = plan.readouts.some(({ kind }) => kind === 'amplitudes');
  const pairs = new Map<Arithmetic, { forward: readonly Sweep[]; backward: readonly Sweep[] }>();
  const pairOf = (arithmetic: Arithmetic) => {
    const pair = pairs.get(arithmetic) ?? {
      forward: forwardSweeps(context, blocks, arithmetic),
      backward: backwardSweeps(context, blocks, arithmetic, whole ? 'given' : 'none'),
    };
    pairs.set(arithmetic, pair);
    return pair;
  };
  pairOf('fast');
  const machine = createMachine(precision, site, numbers);
  const bytesNow = () => {
    const forward = alignTo(site.end(), chunkBytes) + stateBytes;
    return { forward, backward: forward + adjointOffset };
  };
  /** Where the state begins, after room has been made for it, and for its adjoint. */
  const placeState = (direction: 'forward' | 'backward'): number => {
    machine.room(bytesNow()[direction], options.available, plan.bits);
    return alignTo(site.end(), chunkBytes);
  };
  const run = (sweeps: readonly Sweep[], state: number): void => {
    for (const { first, end, chunks, place, chunkBytes: stride } of sweeps) {
      const inPlace = place === 'state';
      machine.run(first, end, chunks, inPlace ? state : copies, inPlace ? stride : 0, 0, 1);
    }
  };
  const evaluate = slotAngles(plan, vector, { angles, coefficients }, machine);
  const scaleOf = (slots: readonly number[]): number => {
    const { doubles } = machine.views();
    return slots.reduce((product, slot) => product * doubles[angles / 8 + slot]!, 1);
  };
  const scales = [plan.startScale, ...plan.diagonals.map(({ scale }) => scale)];
  const fastEnough = (): boolean =>
    scales.every((slots) => Math.abs(scaleOf(slots)) >= SMALLEST_SCALE[precision]);
  const sampleOf = (arithmetic: Arithmetic, leaves: Float64Array): Sample => {
    const views = machine.views();
    const at = (slot: number): number => setting.coefficient(slot) / vector.bytes;
    return {
      views,
      tables: machine.tables,
      arithmetic,
      leaves,
      scale: arithmetic === 'fast' ? scaleOf : () => 1,
      cosine: (slot) => views.numbers[at(slot)]!,
      sine: (slot) => views.numbers[at(slot) + vector.lanes]!,
    };
  };
  const slotGradients = new Float64Array(plan.slots.length);
  let last: { readonly arithmetic: Arithmetic; readonly leaves: Float64Array } | undefined;
  return {
    get bytes() {
      return bytesNow();
    },
    forward: (leaves, values) => {
      machine.room(alignTo(site.end(), chunkBytes), options.available, plan.bits);
      evaluate(leaves);
      const arithmetic = fastEnough() ? 'fast' : 'plain';
      const pair = pairOf(arithmetic);
      const state = placeState('forward');
      machine.load();
      machine.writeCells(cells, [state, state + adjointOffset]);
      const sample = sampleOf(arithmetic, leaves);
      for (const part of parts) part.prepare?.(sample);
      run(pair.forward, state);
      for (const part of parts) part.read?.(sample, values);
      if (whole) copyAmplitudes(vector, sample.views, state, { to: values });
      last = { arithmetic, leaves: leaves.slice() };
    },
    backward: (weights, gradients) => {
      if (!last) throw new Error('backward without the state of a forward run');
      const { arithmetic, leaves } = last;
      last = undefined;
      const state = placeState('backward');
      const sample = sampleOf(arithmetic, leaves);
      for (const part of parts) part.begin?.(sample, weights);
      if (whole) copyAmplitudes(vector, sample.views, state + adjointOffset, { from: weights });
      run(pairOf(arithmetic).backward, state);
      slotGradients.fill(0);
      const sums = { slots: slotGradients, leaves: gradients };
      for (const part of parts) part.collect?.(sample, sums);
      evaluate.scatter(sums);
    },
  };
}

/** Memory that is given out from the lowest address on, and what of it is constant. */
interface Site {
  readonly take: (size: number, alignment?: number) => number;
  readonly end: () => number;
  readonly store: Store;
}

function createSite(): Site {
  // Keeps address 0 free, so that an unset address is harmless to read.
  let end = 64;
  const take = (size: number, alignment = 64): number => {
    const start = alignTo(end, alignment);
    end = start + size;
    return start;
  };
  const parts: { readonly address: number; readonly words: Int32Array }[] = [];
  const known = new Map<string, { readonly start: number; readonly end: number }>();
  return {
    take,
    end: () => end,
    store: {
      parts,
      get end() {
        return end;
      },
      list: (key, make) => {
        const before = known.get(key);
        if (before) return before;
        const words = make();
        const start = take(words.byteLength);
        const range = { start, end: start + words.byteLength };
        parts.push({ address: start, words });
        known.set(key, range);
        return range;
      },
    },
  };
}

function createSetting(
  plan: Plan,
  vector: Vector,
  { take, store }: Site,
): {
  readonly setting: Setting;
  readonly angles: number;
  readonly coefficients: number;
  readonly work: { place(): void };
} {
  const slots = Math.ceil(plan.slots.length / vector.lanes) * vector.lanes;
  const angles = take(8 * slots);
  const coefficients = take((SLOT_VECTORS * 16 * slots) / vector.lanes);
  let [largest, workAddress] = [0, 0];
  const laneBits = laneBitsOf(vector);
  return {
    angles,
    coefficients,
    work: {
      place: () => {
        workAddress = take(8 * largest);
      },
    },
    setting: {
      plan,
      // One group at least.
      bits: Math.max(plan.bits, laneBits + 1),
      vector,
      laneBits,
      take,
      store,
      coefficient: (slot) =>
        coefficients +
        SLOT_VECTORS * 16 * Math.floor(slot / vector.lanes) +
        vector.bytes * (slot % vector.lanes),
      work: (count) => {
        largest = Math.max(largest, count);
        return { address: () => workAddress };
      },
    },
  };
}

/** Cosines, sines and tangents. */
const SLOT_VECTORS = 3;

interface Machine {
  readonly run: Entries['run'];
  readonly tangents: Entries['tangents'];
  readonly tables: TableEntries;
  views(): Views;
  /** @throws UserProblem `too-large` */
  room(bytes: number, available: number, qubits: number): void;
  /** Puts constants and kernels that are new where they belong. */
  load(): void;
  writeCells(address: number, values: readonly number[]): void;
}

function createMachine(
  precision: Precision,
  { store }: Site,
  numbers: ReturnType<typeof numberKernels>,
): Machine {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: 0 });
  const host = { memory, kernels: table };
  const instance = (module: WebAssembly.Module): WebAssembly.Exports =>
    new WebAssembly.Instance(module, { host }).exports;
  const entry = (name: 'run' | 'tangents'): WebAssembly.ExportValue =>
    instance(compiledModule(name, precision))[name]!;
  const v = vectorOf(precision);
  const tables = instance(
    new WebAssembly.Module(
      encodeModule({ functions: [phaseTable('phases', v), totalsOf('totals', v)] }),
    ),
  );
  let loaded = 0;
  let views = viewsOf(memory, precision);
  return {
    run: entry('run') as Entries['run'],
    tangents: entry('tangents') as Entries['tangents'],
    tables: tables as unknown as TableEntries,
    views: () => views,
    room: (bytes, available, qubits) => {
      if (bytes > memory.buffer.byteLength) {
        const problem = tooLarge(`A state of ${qubits} qubits needs`, bytes, available);
        if (bytes > available) throw problem;
        try {
          memory.grow(Math.ceil((bytes - memory.buffer.byteLength) / PAGE));
        } catch {
          throw problem; // The machine does not have it after all.
        }
        views = viewsOf(memory, precision);
      }
    },
    load: () => {
      for (const { address, words } of store.parts.slice(loaded)) {
        new Int32Array(memory.buffer, address, words.length).set(words);
      }
      loaded = store.parts.length;
      for (const kernel of numbers.list.slice(table.length)) {
        table.grow(1, instance(compiledModule(kernel, precision))[kernel.name]);
      }
    },
    writeCells: (address, values) => {
      new Int32Array(memory.buffer, address, values.length).set(values);
    },
  };
}

function viewsOf({ buffer }: WebAssembly.Memory, precision: Precision): Views {
  return {
    numbers: precision === 'f32' ? new Float32Array(buffer) : new Float64Array(buffer),
    doubles: new Float64Array(buffer),
  };
}

/** Writes the coefficients of all slots for given leaves; and gives slots' gradients to leaves. */
function slotAngles(
  plan: Plan,
  vector: Vector,
  { angles, coefficients }: { readonly angles: number; readonly coefficients: number },
  machine: Machine,
): { (leaves: Float64Array): void; scatter(gradients: Gradients): void } {
  const forms = createFormTable(
    plan.slots.map(({ angle }) => angle),
    plan.wanted.map((_, leaf) => leaf),
  );
  const padded = Math.ceil(plan.slots.length / vector.lanes) * vector.lanes;
  const evaluate = (leaves: Float64Array): void => {
    const { doubles } = machine.views();
    const first = angles / 8;
    plan.slots.forEach(({ angle }, slot) => {
      doubles[first + slot] = reduceAngle(0.5 * forms.evaluate(slot, angle.constant, leaves, 0));
    });
    doubles.fill(0, first + plan.slots.length, first + padded);
    machine.tangents(angles, angles + 8 * padded, coefficients);
  };
  const scatter = ({ slots, leaves }: Gradients): void => {
    slots.forEach((gradient, slot) => forms.scatter(slot, gradient, leaves, 0));
  };
  return Object.assign(evaluate, { scatter });
}

/** Between amplitudes as they are stored and values (or weights) of the readout, real and imaginary part in turn. */
function copyAmplitudes(
  { lanes, bytes }: Vector,
  { numbers }: Views,
  state: number,
  what: { readonly to: Float64Array } | { readonly from: Float64Array },
): void {
  const count = ('to' in what ? what.to : what.from).length / 2;
  for (let index = 0; index < count; index++) {
    const at = state / bytes + 2 * lanes * Math.floor(index / lanes) + (index % lanes);
    for (const part of [0, 1]) {
      if ('to' in what) what.to[2 * index + part] = numbers[at + part * lanes]!;
      // See `seedAmplitudes`.
      else numbers[at + part * lanes] = what.from[2 * index + part]! / 2;
    }
  }
}

function largestChunk(blocks: readonly PlannedBlock[]): number {
  return Math.max(...blocks.map(({ block }) => block.coordinates.local));
}

function alignTo(address: number, to: number): number {
  return Math.ceil(address / to) * to;
}
