import type { Code } from '../../wasm/encode.ts';
import {
  add,
  get,
  type Local,
  sequence,
  set,
  vectorLoad,
  vectorStore,
  vectorZero,
} from '../../wasm/instructions.ts';
import type { Scope } from '../../wasm/module.ts';
import type { Vector } from '../../wasm/vector.ts';
import { type Kernel, kernel } from '../../kernels/kernel.ts';
import { word } from '../../kernels/record.ts';
import { openBlocks } from './blocks.ts';
import { accumulate, flipLanes } from './lanes.ts';
import { field, IMAGINARY } from './record.ts';

/**
 * One rotation in general: groups in pairs whose lanes are flipped on the way, or lanes within each group; lanes whose
 * sign is zero do not take part. The second word of `signs` is that of the partners.
 */
export interface OddShape {
  readonly kind: 'pairs' | 'groups';
  readonly flip: number;
  readonly cosines: 'within' | 'before';
}

export function oddTurn({ kind, flip, cosines }: OddShape): Kernel {
  return kernel(`single odd turn ${kind} ${flip} ${cosines}`, (v, scope, record, chunk, number) => {
    const width = kind === 'pairs' ? 1 : 0;
    const blocks = openBlocks(scope, record, { chunk, number, width });
    const ends = openEnds(v, scope, record, { kind, flip, cosines });
    const values = scope.vectors(1 + width);
    return sequence(
      ends.prologue,
      blocks.each(
        sequence(
          ...([0, IMAGINARY] as const).flatMap((part) => [
            ...values.map((x, i) => set(x, vectorLoad(get(blocks.members[i]!), part))),
            ...values.map((_, i) =>
              vectorStore(get(blocks.members[i]!), ends.turned(values, i, 'forward'), part),
            ),
          ]),
        ),
      ),
    );
  });
}

/** Like `undoTurn`. */
export function undoOddTurn(shape: OddShape): Kernel {
  const { kind, flip, cosines } = shape;
  const name = `single undo odd turn ${kind} ${flip} ${cosines}`;
  return kernel(name, (v, scope, record, chunk, number) => {
    const width = kind === 'pairs' ? 1 : 0;
    const blocks = openBlocks(scope, record, { chunk, number, width });
    const ends = openEnds(v, scope, record, shape);
    const [values, state, sums] = [
      scope.vectors(1 + width),
      scope.vectors(1 + width),
      scope.vectors(1 + width),
    ];
    const [distance, pointer, total] = [scope.i32(), scope.i32(), scope.v128()];
    const adjoint = values.map(() => scope.i32());
    return sequence(
      ends.prologue,
      set(distance, word(record, field.distance)),
      ...sums.map((sum) => set(sum, vectorZero)),
      blocks.each(
        sequence(
          ...adjoint.map((at, i) => set(at, add(get(blocks.members[i]!), get(distance)))),
          ...([0, IMAGINARY] as const).flatMap((part) => [
            ...values.map((x, i) => set(x, vectorLoad(get(adjoint[i]!), part))),
            ...state.map((x, i) => set(x, vectorLoad(get(blocks.members[i]!), part))),
            ...sums.map((sum, i) => {
              const other = flipLanes(v, values[width - i]!, flip);
              return set(sum, v.add(get(sum), v.multiply(get(state[i]!), other)));
            }),
            ...values.map((_, i) =>
              vectorStore(get(adjoint[i]!), ends.turned(values, i, 'inverse'), part),
            ),
            ...state.map((_, i) =>
              vectorStore(get(blocks.members[i]!), ends.turned(state, i, 'inverse'), part),
            ),
          ]),
        ),
      ),
      set(total, vectorZero),
      ...sums.map((sum, i) =>
        set(
          total,
          v.add(get(total), v.multiply(get(sum), vectorLoad(word(record, field.signs + i)))),
        ),
      ),
      set(pointer, word(record, field.gradients)),
      accumulate(v, pointer, total),
    );
  });
}

function openEnds(
  v: Vector,
  scope: Scope,
  record: Local,
  { kind, flip, cosines }: OddShape,
): {
  readonly prologue: Code;
  turned(values: readonly Local[], end: number, direction: 'forward' | 'inverse'): Code;
} {
  const count = kind === 'pairs' ? 2 : 1;
  const fast = cosines === 'before';
  const [pointer, signs] = [scope.i32(), scope.v128()];
  const [cosine, sine] = [scope.vectors(count), scope.vectors(count)];
  const active = v.multiply(get(signs), get(signs));
  return {
    prologue: sequence(
      set(pointer, word(record, field.angles)),
      ...sine.flatMap((one, i) => [
        set(signs, vectorLoad(word(record, field.signs + i))),
        set(one, v.multiply(v.splatLoad(get(pointer), fast ? 32 : 16), get(signs))),
        set(
          cosine[i]!,
          fast
            ? v.constant(1)
            : v.add(
                v.multiply(active, v.splatLoad(get(pointer))),
                v.subtract(v.constant(1), active),
              ),
        ),
      ]),
    ),
    turned: (values, end, direction) => {
      const other = flipLanes(v, values[count - 1 - end]!, flip);
      const combine = direction === 'forward' ? v.subtract : v.add;
      return combine(
        v.multiply(get(cosine[end]!), get(values[end]!)),
        v.multiply(get(sine[end]!), other),
      );
    },
  };
}
