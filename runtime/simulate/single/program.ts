import type { KernelNumbers } from '../kernels/kernel.ts';
import { RECORD_BYTES, WORDS } from '../kernels/record.ts';
import type { Store } from '../run/store.ts';
import type { Block } from './schedule.ts';
import { clearAdjointChunk, copyRows } from './kernels/state.ts';
import { field, GROUP } from './kernels/record.ts';
import type { Arithmetic, Call, Fields, Part } from './part.ts';

/** A block with its parts, in order. */
export interface PlannedBlock {
  readonly block: Block;
  readonly parts: readonly Part[];
}

/** One sweep as records: from `first` to `end`, for each of `chunks` chunks. */
export interface Sweep {
  readonly first: number;
  readonly end: number;
  readonly chunks: number;
  /** Chunks as they lie in the state, or copies of them, all in the same place. */
  readonly place: 'state' | 'copy';
  readonly chunkBytes: number;
}

/** Where chunks are. */
export interface Addresses {
  /** Cells that hold the addresses of the state and of its adjoint. */
  readonly stateCell: number;
  readonly adjointCell: number;
  /** Bytes from the state to the adjoint, and from a copied chunk to that of the adjoint. */
  readonly stateDistance: number;
  readonly copyDistance: number;
}

export interface SweepContext {
  readonly bits: number;
  readonly laneBits: number;
  readonly store: Store;
  readonly kernels: KernelNumbers;
  readonly addresses: Addresses;
}

export function forwardSweeps(
  context: SweepContext,
  blocks: readonly PlannedBlock[],
  arithmetic: Arithmetic,
): readonly Sweep[] {
  return blocks.map(({ block, parts }) => {
    const copy = copyCalls(context, block);
    const calls = parts.flatMap((part) => part.forward(arithmetic));
    return sweepOf(context, block, [...copy.gatherState, ...calls, ...copy.scatterState]);
  });
}

/** @param adjoint whether there is an adjoint state yet that the last block's readouts add to */
export function backwardSweeps(
  context: SweepContext,
  blocks: readonly PlannedBlock[],
  arithmetic: Arithmetic,
  adjoint: 'none' | 'given',
): readonly Sweep[] {
  return blocks
    .map(({ block, parts }, i) => {
      const copy = copyCalls(context, block);
      const fresh = i === blocks.length - 1 && adjoint === 'none';
      const calls = parts.toReversed().flatMap((part) => part.backward(arithmetic));
      return sweepOf(context, block, [
        ...copy.gatherState,
        ...(fresh ? [clearCall(context, block)] : copy.gatherAdjoint),
        ...calls,
        ...copy.scatterState,
        ...copy.scatterAdjoint,
      ]);
    })
    .reverse();
}

function sweepOf(context: SweepContext, block: Block, calls: readonly Call[]): Sweep {
  const { store, kernels, bits, laneBits } = context;
  const words = new Int32Array(calls.length * WORDS);
  const distance = distanceOf(context, block);
  calls.forEach(({ kernel, fields }, i) => {
    const at = i * WORDS;
    words[at + field.kernel] = kernels.of(kernel);
    words[at + field.distance] = distance;
    for (const [index, value] of Object.entries(fields)) words[at + Number(index)] = value!;
  });
  const { start } = store.list(`sweep ${words.join()}`, () => words);
  const { local } = block.coordinates;
  return {
    first: start,
    end: start + calls.length * RECORD_BYTES,
    chunks: 2 ** (bits - local),
    place: isPlain(block) ? 'state' : 'copy',
    chunkBytes: GROUP * 2 ** (local - laneBits),
  };
}

function isPlain({ coordinates }: Block): boolean {
  return coordinates.row === coordinates.local;
}

function distanceOf({ addresses }: SweepContext, block: Block): number {
  return isPlain(block) ? addresses.stateDistance : addresses.copyDistance;
}

function clearCall({ laneBits }: SweepContext, { coordinates }: Block): Call {
  const rowSize = GROUP * 2 ** (coordinates.local - laneBits);
  return {
    kernel: clearAdjointChunk,
    fields: { [field.rowSize]: rowSize, [field.rowCount]: 1 },
  };
}

interface Copies {
  readonly gatherState: readonly Call[];
  readonly gatherAdjoint: readonly Call[];
  readonly scatterState: readonly Call[];
  readonly scatterAdjoint: readonly Call[];
}

/** Into a chunk's copy and back; nothing where chunks are used as they lie. */
function copyCalls(context: SweepContext, block: Block): Copies {
  if (isPlain(block)) {
    return { gatherState: [], gatherAdjoint: [], scatterState: [], scatterAdjoint: [] };
  }
  const { store, laneBits, bits, addresses } = context;
  const { basis, row, local } = block.coordinates;
  const offsets = (from: number, to: number): Int32Array =>
    sumsOf(basis.slice(from, to)).map((index) => (index >>> laneBits) * GROUP);
  const key = `${basis.join()} ${row}`;
  const rows = store.list(`rows ${key}`, () => offsets(row, local));
  const chunks = store.list(`chunks ${key}`, () => offsets(local, bits));
  const fields: Fields = {
    [field.list]: rows.start,
    [field.listEnd]: rows.end,
    [field.rows]: chunks.start,
    [field.rowSize]: GROUP * 2 ** (row - laneBits),
  };
  const { stateCell, adjointCell } = addresses;
  const call = (direction: 'gather' | 'scatter', what: 'state' | 'adjoint'): readonly Call[] => [
    {
      kernel: copyRows(direction),
      fields: {
        ...fields,
        [field.columns]: what === 'state' ? stateCell : adjointCell,
        ...(what === 'state' ? { [field.distance]: 0 } : {}),
      },
    },
  ];
  return {
    gatherState: call('gather', 'state'),
    gatherAdjoint: call('gather', 'adjoint'),
    scatterState: call('scatter', 'state'),
    scatterAdjoint: call('scatter', 'adjoint'),
  };
}

/** All sums over GF(2) of some vectors, the first one counting fastest. */
function sumsOf(vectors: readonly number[]): Int32Array {
  const sums = new Int32Array(2 ** vectors.length);
  vectors.forEach((vector, i) => {
    for (let j = 0; j < 2 ** i; j++) sums[2 ** i + j] = sums[j]! ^ vector;
  });
  return sums;
}
