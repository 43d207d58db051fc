import type { Code } from '../../wasm/encode.ts';
import {
  countUp,
  f64Store,
  get,
  i32,
  sequence,
  set,
  vectorBinary,
  vectorLoad,
  vectorStore,
  vectorUnary,
} from '../../wasm/instructions.ts';
import { defineFunction, type WasmFunction } from '../../wasm/module.ts';
import type { Vector } from '../../wasm/vector.ts';
import { narrow, sineCosine } from '../../kernels/sine-cosine.ts';
import { laneAsDouble, transform } from '../../kernels/walsh.ts';
import { move } from './lanes.ts';
import { GROUP, IMAGINARY } from './record.ts';

const times = vectorBinary(0xf2);
const splatDouble = vectorUnary(0x14);

/** What is called from outside, beside kernels. */
export interface TableEntries {
  /**
   * `values` holds one float64 per parity mask, what an entry's phase gains by even parity with it (and loses by odd);
   * it is used up. Cosines and sines of all phases, times `scale`, go to `target`, a vector of each in turn.
   */
  phases(values: number, valuesEnd: number, target: number, scale: number): void;
  /** Sums of all numbers at `sums`, signed by the parity with each mask, to float64 `values`. */
  totals(sums: number, values: number, valuesEnd: number): void;
}

export function phaseTable(name: string, v: Vector): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32', 'f64'], (scope, values, end, target, scale) => {
    const evaluate = sineCosine(scope);
    const [x, factor] = [scope.v128(), scope.v128()];
    const halves = Array.from({ length: v.lanes / 2 }, () => ({
      sine: scope.v128(),
      cosine: scope.v128(),
    }));
    const joined = (part: 'sine' | 'cosine'): Code => {
      const scaled = halves.map((half) => times(get(half[part]), get(factor)));
      return scaled.length === 1 ? scaled[0]! : narrow(scaled[0]!, scaled[1]!);
    };
    return sequence(
      transform(scope, values, end),
      set(factor, splatDouble(get(scale))),
      countUp(
        values,
        { from: get(values), to: get(end), step: 8 * v.lanes },
        sequence(
          ...halves.flatMap((half, i) => [
            set(x, vectorLoad(get(values), 16 * i)),
            evaluate(x, half),
          ]),
          vectorStore(get(target), joined('cosine')),
          vectorStore(get(target), joined('sine'), IMAGINARY),
          move(target, i32(GROUP)),
        ),
      ),
    );
  });
}

export function totalsOf(name: string, v: Vector): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32'], (scope, sums, values, end) => {
    const [x, cursor] = [scope.v128(), scope.i32()];
    const widen = (lane: number): Code => f64Store(get(cursor), laneAsDouble(v, x, lane), 8 * lane);
    return sequence(
      countUp(
        cursor,
        { from: get(values), to: get(end), step: 8 * v.lanes },
        sequence(
          set(x, vectorLoad(get(sums))),
          ...Array.from({ length: v.lanes }, (_, lane) => widen(lane)),
          move(sums, i32(16)),
        ),
      ),
      transform(scope, values, end),
    );
  });
}
