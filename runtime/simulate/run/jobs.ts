import { HEAD_WORDS, jobField, THREAD_WORDS, threadField } from '../kernels/job.ts';
import type { Chunks } from './chunks.ts';
import type { Arithmetic } from './passes.ts';
import {
  inputAddress,
  laneAddress,
  outputAddress,
  type PlacedProgram,
  type ProgramPair,
  type Programs,
  stateAddress,
  statesOf,
  sumsAddress,
  tilesOf,
} from './programs.ts';

/** A batch that has its place in memory. */
export interface Reservation {
  readonly batch: number;
  readonly arithmetic: Arithmetic;
  readonly programs: ProgramPair;
  readonly tiles: number;
  readonly chunks: Chunks;
  /** Threads that may run it. */
  readonly threads: number;
  /** Address of the first tile's lane block. */
  readonly lanes: number;
  /** Addresses of the rows of inputs and of outputs: float64, one row a sample of all tiles. */
  readonly inputs: number;
  readonly outputs: number;
  /** Address of what chunks leave of sums. */
  readonly sums: number;
}

export function placeBatch(
  programs: Programs,
  pair: ProgramPair,
  of: Pick<Reservation, 'batch' | 'arithmetic' | 'threads'>,
): Reservation {
  const chunks = programs.cut(of.batch);
  return {
    ...of,
    programs: pair,
    tiles: tilesOf(programs, of.batch),
    chunks,
    lanes: laneAddress(programs),
    inputs: inputAddress(programs, of.batch),
    outputs: outputAddress(programs, of.batch),
    sums: sumsAddress(programs, of.batch, of.threads),
  };
}

/** Writes what the jobs of a batch are. */
export function writeJobs(programs: Programs, at: Reservation, memory: ArrayBufferLike): void {
  const { layout } = programs;
  const { start, end } = layout.sums;
  const sums = {
    [jobField.sums]: end - start,
    [jobField.target]: at.chunks.count === 1 ? 0 : at.sums,
    [jobField.targetStride]: at.threads === 1 ? 0 : end - start,
  };
  const { forward, backward } = at.programs;
  new Int32Array(memory, layout.jobs.forward).set(jobWords(programs, at, forward, {}));
  new Int32Array(memory, layout.jobs.backward).set(jobWords(programs, at, backward, sums));
}

function jobWords(
  programs: Programs,
  { batch, tiles, chunks, threads, lanes }: Reservation,
  { records }: PlacedProgram,
  sums: Readonly<Record<number, number>>,
): Int32Array {
  const { layout, states } = programs;
  const kept = statesOf(programs, batch) === 'keep';
  const first = stateAddress(programs, batch);
  const words = new Int32Array(HEAD_WORDS + threads * THREAD_WORDS);
  const head: Readonly<Record<number, number>> = {
    [jobField.tiles]: tiles,
    [jobField.tilesPerChunk]: chunks.tiles,
    [jobField.stateStride]: kept ? states.keep : 0,
    [jobField.laneStride]: layout.lane.size,
    [jobField.lanes]: lanes,
    ...sums,
  };
  for (const [field, value] of Object.entries(head)) words[Number(field)] = value;
  for (let thread = 0; thread < threads; thread++) {
    const own = HEAD_WORDS + thread * THREAD_WORDS;
    words[own + threadField.first] = records[thread]!.start;
    words[own + threadField.end] = records[thread]!.end;
    words[own + threadField.states] = first + (kept ? 0 : thread * states.again);
    words[own + threadField.sums] = programs.sums(thread).start;
  }
  return words;
}
