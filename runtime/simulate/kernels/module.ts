import { add, callKernel, countUp, get, i32, load, sequence, set } from '../wasm/instructions.ts';
import { defineFunction, encodeModule, type WasmFunction } from '../wasm/module.ts';
import { type Precision, vectorOf } from '../wasm/vector.ts';
import type { Kernel } from './kernel.ts';
import { RECORD_BYTES } from './record.ts';
import { anglesFunction, tangentsFunction } from './sine-cosine.ts';
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
  angles(source: number, sourceEnd: number, target: number): void;
  tangents(source: number, sourceEnd: number, target: number): void;
  phases(values: number, valuesEnd: number, target: number, scale: number): void;
  parities(weights: number, values: number, valuesEnd: number): void;
}

export type EntryName = keyof Entries;

/** The bytes of a module with a kernel, or with one of the functions called from outside, exported by its name. */
export function moduleOf(what: Kernel | EntryName, precision: Precision): Uint8Array<ArrayBuffer> {
  const v = vectorOf(precision);
  switch (what) {
    case 'run':
      return encodeModule({ functions: [interpreter()], kernels: ['i32', 'i32', 'i32'] });
    case 'angles':
      return encodeModule({ functions: [anglesFunction(what, v)] });
    case 'tangents':
      return encodeModule({ functions: [tangentsFunction(what, v)] });
    case 'phases':
      return encodeModule({ functions: [phasesFunction(what, v)] });
    case 'parities':
      return encodeModule({ functions: [paritiesFunction(what, v)] });
    default:
      return encodeModule({ functions: [what.define(v)] });
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
