import { get, i32, type Local, sequence, set, vectorZero } from '../../wasm/instructions.ts';
import type { Code } from '../../wasm/encode.ts';
import type { Vector } from '../../wasm/vector.ts';
import { type Kernel, kernel } from '../../kernels/kernel.ts';
import { address } from '../../kernels/record.ts';
import { type Pattern, varyingCells } from '../pattern.ts';
import { applyMatrix, loadMatrix, openCoefficients, openSums } from './entries.ts';
import { type MapShape, shapeText } from './map.ts';
import { noisyField } from './record.ts';
import { memberOffsets, walk } from './walk.ts';

/**
 * The adjoint from after a step (`source`) to before it (`target`, the same where no table is): the transposed matrix,
 * and the derivative by each varying entry, the sum of adjoint after times coefficient before.
 */
export function mapBackward(shape: MapShape): Kernel {
  const { digit, pattern, through } = shape;
  return kernel(`noisy map back ${shapeText(shape)}`, (v, scope, record, states, lane) => {
    const at = (field: number): Code => address(record, field, states);
    const after = openCoefficients(scope, v, record, at(noisyField.source), 'none');
    const before =
      through === 'none'
        ? after
        : openCoefficients(scope, v, record, at(noisyField.target), through);
    const stored = openCoefficients(scope, v, record, at(noisyField.stored), through);
    const matrix = loadMatrix(scope, record, lane, pattern);
    const sums = openSums(scope, v, record, lane, pattern);
    const needsState = sums.locals.size > 0;
    const offsets = memberOffsets(digit);
    const adjoint = scope.vectors(4);
    const state = scope.vectors(4);
    const offset = scope.i32();
    const arrays = [after, ...(before === after ? [] : [before]), ...(needsState ? [stored] : [])];
    const columns = new Set(varyingCells(pattern).map((cell) => cell & 3));
    return sequence(
      ...arrays.map(({ prologue }) => prologue),
      matrix.prologue,
      ...[...sums.locals.values()].map((local) => set(local, vectorZero)),
      set(offset, i32(0)),
      walk(
        scope,
        digit,
        shape.extent,
        offset,
        sequence(
          ...arrays.map((array) => array.locate(offset)),
          ...offsets.map((member, i) => set(adjoint[i]!, after.load(member))),
          ...offsets.flatMap((member, i) =>
            columns.has(i) ? [set(state[i]!, stored.load(member))] : [],
          ),
          addProducts(v, pattern, sums.locals, adjoint, state),
          applyMatrix(v, pattern, matrix.locals, adjoint, 'transposed'),
          ...offsets.map((member, i) => before.store(member, adjoint[i]!)),
        ),
      ),
      ...(needsState ? [sums.epilogue] : []),
    );
  });
}

/** Adds `adjoint[row] state[column]` to the sum of each varying cell. */
function addProducts(
  v: Vector,
  pattern: Pattern,
  sums: ReadonlyMap<number, Local>,
  adjoint: readonly Local[],
  state: readonly Local[],
): Code {
  return varyingCells(pattern).map((cell) => {
    const sum = sums.get(cell)!;
    const product = v.multiply(get(adjoint[cell >> 2]!), get(state[cell & 3]!));
    return set(sum, v.add(get(sum), product));
  });
}
