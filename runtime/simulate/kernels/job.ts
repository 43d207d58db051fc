import {
  add,
  callKernel,
  copyMemory,
  countUp,
  either,
  fillMemory,
  get,
  i32,
  isZero,
  load,
  type Local,
  multiply,
  sequence,
  set,
  smaller,
  vectorLoad,
  vectorStore,
  when,
} from '../wasm/instructions.ts';
import type { Code } from '../wasm/encode.ts';
import { defineFunction, type WasmFunction } from '../wasm/module.ts';
import type { Vector } from '../wasm/vector.ts';
import { RECORD_BYTES } from './record.ts';

/**
 * A program over a batch, cut into chunks of tiles that threads take: 32-bit words in memory, then four for each
 * thread. What adds up over tiles adds up over the tiles of a chunk first, and then over the chunks in their order, so
 * that threads make no difference to any bit.
 */
export const jobField = {
  tiles: 0,
  tilesPerChunk: 1,
  /** Bytes from a tile's states to the next one's, and from its lane block to the next one's. */
  stateStride: 2,
  laneStride: 3,
  /** The first tile's lane block. */
  lanes: 4,
  /** Bytes of a chunk's sums, which it begins with at zero. */
  sums: 5,
  /** Where they go, unless zero: those of a chunk so many bytes after those of the one before, or, if zero, all added up. */
  target: 6,
  targetStride: 7,
} as const;

/** By thread: the program's first record and past the last, the first tile's states, the thread's sums. */
export const threadField = { first: 0, end: 1, states: 2, sums: 3 } as const;

export const MOST_THREADS = 64;
const HEAD_BYTES = 4 * Object.keys(jobField).length;
const THREAD_BYTES = 4 * Object.keys(threadField).length;
export const JOB_BYTES = HEAD_BYTES + MOST_THREADS * THREAD_BYTES;

const VECTOR = 16;

/** Words of a job before those of thread 0, and of each thread. */
export const HEAD_WORDS = HEAD_BYTES / 4;
export const THREAD_WORDS = THREAD_BYTES / 4;

/**
 * `chunk(job, thread, chunk)`: the whole program runs on one tile before the next, so that a tile's states stay in the
 * cache.
 */
export function chunkFunction(name: string, v: Vector): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32'], (scope, job, thread, chunk) => {
    const [tile, stop, record, own] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const [first, end, states, lane] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const [size, sums, target] = [scope.i32(), scope.i32(), scope.i32()];
    const of = (field: number): Code => load(get(job), 4 * field);
    const ofThread = (field: number): Code => load(get(own), HEAD_BYTES + 4 * field);
    const isLaterOfAllAddedUp = multiply(get(chunk), isZero(of(jobField.targetStride)));
    const collect = sequence(
      set(target, add(of(jobField.target), multiply(get(chunk), of(jobField.targetStride)))),
      either(
        isLaterOfAllAddedUp,
        sequence(set(end, add(get(sums), get(size))), addUp(v, target, sums, end)),
        copyMemory(get(target), get(sums), get(size)),
      ),
    );
    return sequence(
      set(own, add(get(job), multiply(get(thread), i32(THREAD_BYTES)))),
      set(tile, multiply(get(chunk), of(jobField.tilesPerChunk))),
      set(stop, add(get(tile), of(jobField.tilesPerChunk))),
      set(stop, smaller(get(stop), of(jobField.tiles))),
      set(first, ofThread(threadField.first)),
      set(end, ofThread(threadField.end)),
      set(states, add(ofThread(threadField.states), multiply(get(tile), of(jobField.stateStride)))),
      set(lane, add(of(jobField.lanes), multiply(get(tile), of(jobField.laneStride)))),
      set(size, of(jobField.sums)),
      set(sums, ofThread(threadField.sums)),
      fillMemory(get(sums), i32(0), get(size)),
      countUp(
        tile,
        { from: get(tile), to: get(stop), step: 1 },
        sequence(
          countUp(
            record,
            { from: get(first), to: get(end), step: RECORD_BYTES },
            callKernel(load(get(record)), get(record), get(states), get(lane)),
          ),
          set(states, add(get(states), of(jobField.stateStride))),
          set(lane, add(get(lane), of(jobField.laneStride))),
        ),
      ),
      when(of(jobField.target), collect),
    );
  });
}

/** `addVectors(target, source, sourceEnd)`: adds each of the vectors to one at `target`. */
export function addVectorsFunction(name: string, v: Vector): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32'], (_scope, target, source, end) =>
    addUp(v, target, source, end),
  );
}

function addUp(v: Vector, target: Local, source: Local, end: Local): Code {
  return countUp(
    source,
    { from: get(source), to: get(end), step: VECTOR },
    sequence(
      vectorStore(get(target), v.add(vectorLoad(get(target)), vectorLoad(get(source)))),
      set(target, add(get(target), i32(VECTOR))),
    ),
  );
}
