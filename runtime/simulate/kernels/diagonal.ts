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
import { defineFunction, type WasmFunction } from '../wasm/module.ts';
import type { Vector } from '../wasm/vector.ts';
import { differenceOfProducts, turnPhase } from './arithmetic.ts';
import { AMPLITUDE, field, IMAGINARY, stateAddress, word } from './record.ts';
import { openDiagonal } from './rotation.ts';

/** A shared diagonal as a pass of its own: each amplitude times its entry of the table. */
export function diagonalKernel(
  name: string,
  v: Vector,
  direction: 'forward' | 'inverse',
): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32'], (scope, record, states) => {
    const [source, target, offset, end] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const [re, im, spare] = [scope.v128(), scope.v128(), scope.v128()];
    const diagonal = openDiagonal(scope, v, record);
    return sequence(
      diagonal.prologue,
      set(source, stateAddress(record, field.source, states)),
      set(target, stateAddress(record, field.target, states)),
      set(end, word(record, field.size)),
      countUp(
        offset,
        { from: i32(0), to: get(end), step: AMPLITUDE },
        sequence(
          set(re, vectorLoad(add(get(source), get(offset)))),
          set(im, vectorLoad(add(get(source), get(offset)), IMAGINARY)),
          diagonal.load(offset),
          turnPhase(v, { re, im, spare }, diagonal.angle, direction),
          vectorStore(add(get(target), get(offset)), get(re)),
          vectorStore(add(get(target), get(offset)), get(im), IMAGINARY),
        ),
      ),
    );
  });
}

/** Adds `Im(conj(adjoint) state)` of each amplitude to the weights of a shared diagonal. */
export function diagonalWeightsKernel(name: string, v: Vector): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32'], (scope, record, states) => {
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
}
