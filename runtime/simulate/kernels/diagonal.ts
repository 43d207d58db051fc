import type { Code } from '../wasm/encode.ts';
import {
  add,
  countUp,
  get,
  i32,
  sequence,
  set,
  shiftRight,
  vectorLoad,
  vectorStore,
} from '../wasm/instructions.ts';
import type { Local } from '../wasm/instructions.ts';
import type { Scope } from '../wasm/module.ts';
import type { Vector } from '../wasm/vector.ts';
import { type Angle, differenceOfProducts, turnPhase } from './arithmetic.ts';
import type { Blocks } from './blocks.ts';
import { type Kernel, kernel } from './kernel.ts';
import { AMPLITUDE, field, IMAGINARY, stateAddress, word } from './record.ts';

/** A shared diagonal as a pass of its own: each amplitude times its entry of the table. */
export function diagonal(direction: 'forward' | 'inverse'): Kernel {
  return kernel(`diagonal ${direction}`, (v, scope, record, states) => {
    const [source, target, table] = [scope.i32(), scope.i32(), scope.i32()];
    const [offset, end, entry] = [scope.i32(), scope.i32(), scope.i32()];
    const [re, im, spare] = [scope.v128(), scope.v128(), scope.v128()];
    const angle = { cosine: scope.v128(), sine: scope.v128() };
    return sequence(
      set(table, word(record, field.table)),
      set(source, stateAddress(record, field.source, states)),
      set(target, stateAddress(record, field.target, states)),
      set(end, word(record, field.size)),
      countUp(
        offset,
        { from: i32(0), to: get(end), step: AMPLITUDE },
        sequence(
          set(re, vectorLoad(add(get(source), get(offset)))),
          set(im, vectorLoad(add(get(source), get(offset)), IMAGINARY)),
          set(entry, add(get(table), shiftRight(get(offset), i32(tableShift(v))))),
          set(angle.cosine, v.splatLoad(get(entry))),
          set(angle.sine, v.splatLoad(get(entry), v.bytes)),
          turnPhase(v, { re, im, spare }, angle, direction),
          vectorStore(add(get(target), get(offset)), get(re)),
          vectorStore(add(get(target), get(offset)), get(im), IMAGINARY),
        ),
      ),
    );
  });
}

/** Adds `Im(conj(adjoint) state)` of each amplitude to the weights of a shared diagonal. */
export const diagonalWeights = kernel('diagonal weights', (v, scope, record, states) => {
  const [adjoint, state, weights] = [scope.i32(), scope.i32(), scope.i32()];
  const [offset, end, pointer] = [scope.i32(), scope.i32(), scope.i32()];
  const [a, b, c, d] = [scope.v128(), scope.v128(), scope.v128(), scope.v128()];
  return sequence(
    set(adjoint, word(record, field.adjoint)),
    set(state, stateAddress(record, field.source, states)),
    set(weights, word(record, field.weights)),
    set(end, word(record, field.size)),
    countUp(
      offset,
      { from: i32(0), to: get(end), step: AMPLITUDE },
      sequence(
        set(a, vectorLoad(add(get(adjoint), get(offset)))),
        set(b, vectorLoad(add(get(adjoint), get(offset)), IMAGINARY)),
        set(c, vectorLoad(add(get(state), get(offset)))),
        set(d, vectorLoad(add(get(state), get(offset)), IMAGINARY)),
        set(pointer, add(get(weights), shiftRight(get(offset), i32(1)))),
        vectorStore(
          get(pointer),
          v.add(vectorLoad(get(pointer)), differenceOfProducts(v, a, d, b, c)),
        ),
      ),
    ),
  );
});

/** Reads the entries of a shared diagonal that belong to the amplitudes of a block. */
export function openDiagonal(
  scope: Scope,
  v: Vector,
  record: Local,
  blocks: Blocks,
): { readonly angle: Angle; load(member: number): Code } {
  const angle = { cosine: scope.v128(), sine: scope.v128() };
  const table = blocks.array(word(record, field.table), tableShift(v));
  const entry = scope.i32();
  return {
    angle,
    load: (member) => {
      const { address, offset } = table.address(member);
      return sequence(
        set(entry, address),
        set(angle.cosine, v.splatLoad(get(entry), offset)),
        set(angle.sine, v.splatLoad(get(entry), offset + v.bytes)),
      );
    },
  };
}

/** An amplitude takes 32 bytes of state and two numbers of a table. */
function tableShift(v: Vector): number {
  return Math.log2(32 / (2 * v.bytes));
}
