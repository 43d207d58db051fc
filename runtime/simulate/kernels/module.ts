import { add, callKernel, countUp, get, i32, load, sequence, set } from '../wasm/instructions.ts';
import {
  defineFunction,
  encodeModule,
  type MemoryKind,
  type WasmFunction,
} from '../wasm/module.ts';
import { type Precision, vectorOf } from '../wasm/vector.ts';
import type { Kernel } from './kernel.ts';
import { RECORD_BYTES } from './record.ts';
import { expandFunction } from './expand.ts';
import { sumsFunction } from './forms.ts';
import { addVectorsFunction, chunkFunction } from './job.ts';
import { productFunction, productTimesFunction } from './product.ts';
import {
  anglesFunction,
  clearFunction,
  lanesFunction,
  rowsFunction,
  vectorsFunction,
} from './rows.ts';
import { REDUCE } from './sine-cosine.ts';
import { signedFunction } from './signed.ts';
import { spreadTangentsFunction, tangentsFunction } from './tangents.ts';
import { paritiesFunction, phasesFunction } from './walsh.ts';

/** What is called from outside; addresses in bytes. */
export interface Entries {
  /** Runs the records from `first` to `end` on each of `tiles` tiles; the bases advance by their strides. */
  run(
    first: number,
    end: number,
    tiles: number,
    states: number,
    stateStride: number,
    lanes: number,
    laneStride: number,
  ): void;
  /** Runs a chunk of a job on the work of a thread. */
  chunk(job: number, thread: number, chunk: number): void;
  addVectors(target: number, source: number, sourceEnd: number): void;
  sums(list: number, listEnd: number, source: number, target: number): void;
  tangents(angles: number, anglesEnd: number, target: number): void;
  spreadTangents(angles: number, anglesEnd: number, target: number): void;
  angles(...rows: FromRows): void;
  vectors(...rows: FromRows): void;
  rows(
    list: number,
    listEnd: number,
    values: number,
    rows: number,
    rowBytes: number,
    tiles: number,
    laneBytes: number,
  ): void;
  lanes(source: number, sourceEnd: number, target: number, tiles: number, laneBytes: number): void;
  clear(target: number, bytes: number, tiles: number, laneBytes: number): void;
  expand(angles: number, anglesEnd: number, target: number, scale: number): void;
  product(...factors: Factors): void;
  productTimes(...factors: [...Factors, table: number]): void;
  signed(
    weights: number,
    lowList: number,
    lowListEnd: number,
    highList: number,
    highListEnd: number,
    scratch: number,
    target: number,
  ): void;
  phases(values: number, valuesEnd: number, target: number, scale: number): void;
  parities(weights: number, values: number, valuesEnd: number): void;
}

type FromRows = [
  list: number,
  listEnd: number,
  bases: number,
  rows: number,
  rowBytes: number,
  target: number,
  tiles: number,
  laneBytes: number,
];

type Factors = [
  low: number,
  lowList: number,
  lowListEnd: number,
  high: number,
  highList: number,
  highListEnd: number,
  target: number,
];

export type EntryName = keyof Entries;

const KERNEL = ['i32', 'i32', 'i32'] as const;

/** The bytes of a module with a kernel, or with one of the functions called from outside, exported by its name. */
export function moduleOf(
  what: Kernel | EntryName,
  precision: Precision,
  memory: MemoryKind,
): Uint8Array<ArrayBuffer> {
  const v = vectorOf(precision);
  switch (what) {
    case 'run':
      return encodeModule({ functions: [interpreter()], memory, kernels: KERNEL });
    case 'chunk':
      return encodeModule({ functions: [chunkFunction(what, v)], memory, kernels: KERNEL });
    case 'addVectors':
      return encodeModule({ functions: [addVectorsFunction(what, v)], memory });
    case 'sums':
      return encodeModule({ functions: [sumsFunction(what)], memory });
    case 'tangents':
      return encodeModule({ functions: [tangentsFunction(what, v)], memory });
    case 'spreadTangents':
      return encodeModule({ functions: [spreadTangentsFunction(what, v)], memory, host: REDUCE });
    case 'angles':
      return encodeModule({ functions: [anglesFunction(what, v)], memory, host: REDUCE });
    case 'vectors':
      return encodeModule({ functions: [vectorsFunction(what, v)], memory });
    case 'rows':
      return encodeModule({ functions: [rowsFunction(what, v)], memory });
    case 'lanes':
      return encodeModule({ functions: [lanesFunction(what, v)], memory });
    case 'clear':
      return encodeModule({ functions: [clearFunction(what)], memory });
    case 'expand':
      return encodeModule({ functions: [expandFunction(what)], memory, host: REDUCE });
    case 'product':
      return encodeModule({ functions: [productFunction(what, v)], memory });
    case 'productTimes':
      return encodeModule({ functions: [productTimesFunction(what, v)], memory });
    case 'signed':
      return encodeModule({ functions: [signedFunction(what, v)], memory });
    case 'phases':
      return encodeModule({ functions: [phasesFunction(what, v)], memory });
    case 'parities':
      return encodeModule({ functions: [paritiesFunction(what, v)], memory });
    default:
      return encodeModule({ functions: [what.define(v)], memory });
  }
}

/** The whole program runs on one tile before the next, so that a tile's states stay in the cache. */
function interpreter(): WasmFunction {
  const parameters = new Array<'i32'>(7).fill('i32');
  return defineFunction(
    'run',
    parameters,
    (scope, first, end, tiles, states, step, lane, laneStep) => {
      const [tile, record] = [scope.i32(), scope.i32()];
      return countUp(
        tile,
        { from: i32(0), to: get(tiles), step: 1 },
        sequence(
          countUp(
            record,
            { from: get(first), to: get(end), step: RECORD_BYTES },
            callKernel(load(get(record)), get(record), get(states), get(lane)),
          ),
          set(states, add(get(states), get(step))),
          set(lane, add(get(lane), get(laneStep))),
        ),
      );
    },
  );
}
