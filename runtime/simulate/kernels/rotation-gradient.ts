import type { Code } from '../wasm/encode.ts';
import {
  add,
  countUp,
  get,
  i32,
  load,
  sequence,
  set,
  shiftRight,
  type Local,
  vectorLoad,
  vectorStore,
  vectorZero,
} from '../wasm/instructions.ts';
import { defineFunction, type WasmFunction } from '../wasm/module.ts';
import type { Vector } from '../wasm/vector.ts';
import { differenceOfProducts, turnPhase } from './arithmetic.ts';
import { address, field, IMAGINARY, stateAddress, word } from './record.ts';
import {
  loadAngles,
  openBlock,
  openDiagonal,
  rotateBlock,
  type RotationShape,
} from './rotation.ts';

/**
 * The adjoint of `rotationKernel`: adds the gradients of the angles, `Re <adjoint| -i Y |state>`, from the state
 * after the rotations, then takes the rotations (and the diagonal) off the adjoint state, in place.
 *
 * Of a diagonal, `Im(conj(adjoint) state)` is added to one entry of a table per amplitude; all angles of the layer
 * get their gradients from that table later. It is the same before and after the diagonal, so the state before it
 * (`previous`), which is kept anyway, serves.
 */
export function rotationGradientKernel(
  name: string,
  v: Vector,
  shape: Omit<RotationShape, 'direction'>,
): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32'], (scope, record, states, lane) => {
    const block = openBlock(scope, record, shape.width);
    const angles = loadAngles(scope, record, lane, shape);
    const [adjoint, state, previous, weights] = [
      scope.i32(),
      scope.i32(),
      scope.i32(),
      scope.i32(),
    ];
    const [cursor, end, pointer] = [scope.i32(), scope.i32(), scope.i32()];
    const spare = scope.v128();
    const sums = scope.vectors(shape.width);
    const [psi, factor] = [scope.v128(), scope.v128()];
    const parts = [scope.vectors(block.size), scope.vectors(block.size)] as const;
    const diagonal = openDiagonal(scope, v, record);
    const at = (base: Local, i: number): Code => add(get(base), get(block.offsets[i]!));
    const storeAdjoint = (part: 0 | 1): Code[] =>
      parts[part].map((x, i) => vectorStore(at(adjoint, i), get(x), part * IMAGINARY));
    const takeOff = (part: 0 | 1): Code =>
      sequence(
        ...parts[part].map((x, i) => set(x, vectorLoad(at(adjoint, i), part * IMAGINARY))),
        ...block.offsets.flatMap((_, index) => [
          set(psi, vectorLoad(at(state, index), part * IMAGINARY)),
          ...addOverlaps(v, sums, parts[part], { value: psi, index }),
        ]),
        rotateBlock(v, parts[part], spare, angles.locals, 'inverse'),
      );
    const [before, beforeImaginary] = [scope.v128(), scope.v128()];
    const takeDiagonalOff = block.offsets.flatMap((offset, i) => {
      const [re, im] = [parts[0][i]!, parts[1][i]!];
      return [
        diagonal.load(offset),
        turnPhase(v, { re, im, spare }, diagonal.angle, 'inverse'),
        set(before, vectorLoad(at(previous, i))),
        set(beforeImaginary, vectorLoad(at(previous, i), IMAGINARY)),
        set(pointer, add(get(weights), shiftRight(get(offset), i32(1)))),
        vectorStore(
          get(pointer),
          v.add(vectorLoad(get(pointer)), differenceOfProducts(v, re, beforeImaginary, im, before)),
        ),
      ];
    });
    const fused = shape.diagonal === 'before';
    return sequence(
      block.prologue,
      angles.prologue,
      ...sums.map((sum) => set(sum, vectorZero)),
      set(adjoint, word(record, field.adjoint)),
      set(state, stateAddress(record, field.source, states)),
      fused ? diagonal.prologue : [],
      fused ? set(previous, stateAddress(record, field.previous, states)) : [],
      fused ? set(weights, word(record, field.weights)) : [],
      set(end, word(record, field.listEnd)),
      countUp(
        cursor,
        { from: word(record, field.list), to: get(end), step: 4 },
        sequence(
          block.locate(load(get(cursor))),
          takeOff(0),
          ...(fused ? [] : storeAdjoint(0)),
          takeOff(1),
          ...(fused ? [...takeDiagonalOff, ...storeAdjoint(0)] : []),
          ...storeAdjoint(1),
        ),
      ),
      set(factor, vectorLoad(word(record, field.factor))),
      ...sums.flatMap((sum, j) => [
        set(pointer, address(record, field.gradients + 2 * j, lane)),
        vectorStore(
          get(pointer),
          v.add(vectorLoad(get(pointer)), v.multiply(get(factor), get(sum))),
        ),
      ]),
    );
  });
}

/**
 * Adds `+-adjoint_j state_i` of every pair i, j of each rotation, plus where i is the upper one, to the rotation's
 * sum. One state vector at a time keeps everything else in registers.
 */
function addOverlaps(
  v: Vector,
  sums: readonly Local[],
  adjoint: readonly Local[],
  state: { readonly value: Local; readonly index: number },
): Code[] {
  return sums.map((sum, j) => {
    const product = v.multiply(get(adjoint[state.index ^ (1 << j)]!), get(state.value));
    const accumulate = (state.index >> j) & 1 ? v.subtract : v.add;
    return set(sum, accumulate(get(sum), product));
  });
}
