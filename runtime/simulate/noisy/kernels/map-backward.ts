import type { Code } from '../../wasm/encode.ts';
import { get, i32, type Local, sequence, set, vectorZero } from '../../wasm/instructions.ts';
import type { Vector } from '../../wasm/vector.ts';
import { type Kernel, kernel } from '../../kernels/kernel.ts';
import { address, word } from '../../kernels/record.ts';
import { type Pattern, varyingCells } from '../pattern.ts';
import { applyMatrix, loadMatrix, openCoefficients, openSums } from './entries.ts';
import { columnsOf, type MapShape, shapeText, walkAll } from './map.ts';
import { noisyField } from './record.ts';
import { memberOffsets } from './walk.ts';

/**
 * The adjoint from after a step (`source`) to before it (`target`, the same where no table is): the transposed
 * matrices, and the derivative by each varying entry, the sum of adjoint after times coefficient before.
 *
 * With `out = B A in` the derivative by A needs `B^T adjoint`, that by B needs `A in`.
 */
export function mapBackward(shape: MapShape): Kernel {
  const { digits, through } = shape;
  return kernel(`noisy map back ${shapeText(shape)}`, (v, scope, record, states, lane) => {
    const stored = openCoefficients(
      scope,
      v,
      record,
      address(record, noisyField.stored, states),
      through,
    );
    const after = openCoefficients(
      scope,
      v,
      record,
      address(record, noisyField.source, states),
      'none',
    );
    const before = openCoefficients(
      scope,
      v,
      record,
      address(record, noisyField.target, states),
      through,
    );
    const matrices = digits.map(({ pattern }, i) => loadMatrix(scope, record, lane, pattern, i));
    const sums = digits.map(({ pattern }, i) => openSums(scope, v, record, lane, pattern, i));
    const varying = digits.map(({ pattern }) => varyingCells(pattern).length > 0);
    const needsState = varying.includes(true);
    const offsets = memberOffsets(digits.map(({ digit }) => digit));
    const adjoint = scope.vectors(offsets.length);
    const state = needsState ? scope.vectors(offsets.length) : [];
    const at = scope.i32();
    const fetch = offsets.map((offset, i) => set(adjoint[i]!, after.load(offset)));
    const fetchState = state.map((local, i) => set(local, stored.load(offsets[i]!)));
    const apply = (
      index: number,
      values: readonly Local[],
      direction: 'forward' | 'transposed',
    ): Code =>
      applyMatrix(
        v,
        digits[index]!.pattern,
        matrices[index]!.locals,
        columnsOf(values, index),
        direction,
      );
    const collect = (index: number): Code =>
      varying[index] === true
        ? addProducts(
            v,
            digits[index]!.pattern,
            sums[index]!.locals,
            columnsOf(adjoint, index),
            columnsOf(state, index),
          )
        : [];
    const body =
      digits.length === 1
        ? [...fetchState, collect(0), apply(0, adjoint, 'transposed')]
        : varying[1] === true
          ? [
              ...fetchState,
              apply(0, state, 'forward'),
              collect(1),
              apply(1, adjoint, 'transposed'),
              ...(varying[0] === true ? [...fetchState, collect(0)] : []),
              apply(0, adjoint, 'transposed'),
            ]
          : [
              ...fetchState,
              apply(1, adjoint, 'transposed'),
              collect(0),
              apply(0, adjoint, 'transposed'),
            ];
    return sequence(
      ...(needsState ? [stored.prologue] : []),
      after.prologue,
      before.prologue,
      ...matrices.map(({ prologue }) => prologue),
      ...sums.flatMap(({ locals }) => [...locals.values()].map((local) => set(local, vectorZero))),
      set(at, i32(0)),
      walkAll(
        scope,
        shape,
        at,
        word(record, noisyField.size),
        sequence(
          ...(needsState ? [stored.locate(at)] : []),
          after.locate(at),
          before.locate(at),
          ...fetch,
          ...body,
          ...offsets.map((offset, i) => before.store(offset, adjoint[i]!)),
        ),
      ),
      ...sums.filter((_, i) => varying[i]).map(({ epilogue }) => epilogue),
    );
  });
}

/** Adds `adjoint[row] state[column]` to the sum of each varying cell. */
function addProducts(
  v: Vector,
  pattern: Pattern,
  sums: ReadonlyMap<number, Local>,
  adjoint: readonly (readonly Local[])[],
  state: readonly (readonly Local[])[],
): Code {
  return varyingCells(pattern).map((cell) => {
    const sum = sums.get(cell)!;
    const products = adjoint.map((column, i): Code =>
      v.multiply(get(column[cell >> 2]!), get(state[i]![cell & 3]!)),
    );
    return set(
      sum,
      products.reduce((total, product) => v.add(total, product), get(sum)),
    );
  });
}
