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
import {
  differenceOfProducts,
  sumOfProducts,
  type Tangent,
  type Angle,
} from '../../kernels/arithmetic.ts';
import { type Kernel, kernel } from '../../kernels/kernel.ts';
import { word } from '../../kernels/record.ts';
import { rotateBlock } from '../../kernels/rotation.ts';
import { openBlocks } from './blocks.ts';
import { accumulate, flipLanes } from './lanes.ts';
import { field, IMAGINARY } from './record.ts';

/**
 * Rotations of up to three pairs of groups at once, after rotations between lanes of each group. Of a rotation that
 * flips lanes, `x -> c x - s (signs flipped(x))`.
 */
export interface TurnShape {
  /** Rotations that flip groups: 0 to 3. */
  readonly width: number;
  /** Which lanes each of the others flips. */
  readonly lanes: readonly number[];
  readonly cosines: 'within' | 'before';
}

/** On the state, in place. */
export function turn(shape: TurnShape): Kernel {
  return kernel(`single turn ${shapeName(shape)}`, (v, scope, record, chunk, number) => {
    const blocks = openBlocks(scope, record, { chunk, number, width: shape.width });
    const angles = loadAngles(v, scope, record, shape);
    const [spare, values] = [scope.v128(), scope.vectors(1 << shape.width)];
    return sequence(
      angles.prologue,
      blocks.each(
        sequence(
          ...([0, IMAGINARY] as const).flatMap((part) => [
            ...values.map((x, i) => set(x, vectorLoad(get(blocks.members[i]!), part))),
            ...angles.lanes.map((one) => turnLanes(v, values, spare, one, 'forward')),
            rotateBlock(v, values, spare, angles.groups, 'forward'),
            ...values.map((x, i) => vectorStore(get(blocks.members[i]!), get(x), part)),
          ]),
        ),
      ),
    );
  });
}

/**
 * Takes rotations off the state and its adjoint, in place; `overlaps` adds the gradients of the angles first,
 * `sum sign_k adjoint_(k ^ flip) state_k`.
 */
export function undoTurn(shape: TurnShape & { readonly overlaps: boolean }): Kernel {
  const { width, overlaps } = shape;
  const name = `single undo turn ${shapeName(shape)}${overlaps ? ' overlaps' : ''}`;
  return kernel(name, (v, scope, record, chunk, number) => {
    const blocks = openBlocks(scope, record, { chunk, number, width });
    const angles = loadAngles(v, scope, record, shape);
    const [spare, values] = [scope.v128(), scope.vectors(1 << width)];
    const [upper, lower, pointer] = [scope.v128(), scope.v128(), scope.i32()];
    const sums = scope.vectors(width);
    const laneSums = scope.vectors(shape.lanes.length);
    const distance = scope.i32();
    const adjoint = values.map(() => scope.i32());
    const turnBack = (at: readonly Local[], part: number): Code =>
      sequence(
        rotateBlock(v, values, spare, angles.groups, 'inverse'),
        ...angles.lanes.toReversed().map((one) => turnLanes(v, values, spare, one, 'inverse')),
        ...values.map((x, i) => vectorStore(get(at[i]!), get(x), part)),
      );
    const pairs = (part: number): Code[] =>
      values.flatMap((_, i) => {
        if (i % 2 === 1) return [];
        return [
          set(upper, vectorLoad(get(blocks.members[i]!), part)),
          ...(width === 0 ? [] : [set(lower, vectorLoad(get(blocks.members[i + 1]!), part))]),
          ...sums.map((sum, j) => overlap(v, sum, values, { upper, lower }, i, j)),
          ...laneSums.map((sum, j) => {
            const flip = shape.lanes[j]!;
            const of = (adjoint: Local, state: Local): Code =>
              v.multiply(flipLanes(v, adjoint, flip), get(state));
            const terms =
              width === 0
                ? of(values[i]!, upper)
                : v.add(of(values[i]!, upper), of(values[i + 1]!, lower));
            return set(sum, v.add(get(sum), terms));
          }),
        ];
      });
    const body = ([0, IMAGINARY] as const).flatMap((part) => [
      ...values.map((x, i) => set(x, vectorLoad(get(adjoint[i]!), part))),
      ...(overlaps ? pairs(part) : []),
      turnBack(adjoint, part),
      ...values.map((x, i) => set(x, vectorLoad(get(blocks.members[i]!), part))),
      turnBack(blocks.members, part),
    ]);
    return sequence(
      angles.prologue,
      ...[...sums, ...laneSums].map((sum) => set(sum, vectorZero)),
      set(distance, word(record, field.distance)),
      blocks.each(
        sequence(
          ...adjoint.map((at, i) => set(at, add(get(blocks.members[i]!), get(distance)))),
          ...body,
        ),
      ),
      ...(overlaps ? [...sums, ...laneSums] : []).flatMap((sum, j) => [
        set(sum, v.multiply(get(sum), vectorLoad(word(record, field.signs + j)))),
        set(pointer, word(record, field.gradients + j)),
        accumulate(v, pointer, sum),
      ]),
    );
  });
}

function shapeName({ width, lanes, cosines }: TurnShape): string {
  return `${width} lanes ${lanes.join()} ${cosines}`;
}

/** Of pair members i and i + 1, of which `upper` and `lower` are the state's, what rotation j gains. */
function overlap(
  v: Vector,
  sum: Local,
  adjoint: readonly Local[],
  { upper, lower }: { readonly upper: Local; readonly lower: Local },
  i: number,
  j: number,
): Code {
  const [a, b] = [adjoint[i ^ (1 << j)]!, adjoint[(i + 1) ^ (1 << j)]!];
  if (j === 0) return set(sum, v.add(get(sum), differenceOfProducts(v, a, upper, b, lower)));
  const combine = (i >> j) & 1 ? v.subtract : v.add;
  return set(sum, combine(get(sum), sumOfProducts(v, a, upper, b, lower)));
}

interface LaneTurn {
  readonly flip: number;
  /** Not there where the cosine has been taken out. */
  readonly cosine: Local | null;
  /** Sine or tangent, with its sign in each lane. */
  readonly sine: Local;
}

function turnLanes(
  v: Vector,
  values: readonly Local[],
  spare: Local,
  { flip, cosine, sine }: LaneTurn,
  direction: 'forward' | 'inverse',
): Code {
  const combine = direction === 'forward' ? v.subtract : v.add;
  return sequence(
    ...values.flatMap((x) => [
      set(spare, v.multiply(get(sine), flipLanes(v, x, flip))),
      set(x, combine(cosine === null ? get(x) : v.multiply(get(cosine), get(x)), get(spare))),
    ]),
  );
}

/** The coefficients of a record's rotations, those that flip groups first. */
function loadAngles(
  v: Vector,
  scope: Scope,
  record: Local,
  { width, lanes, cosines }: TurnShape,
): {
  readonly groups: readonly (Angle | Tangent)[];
  readonly lanes: readonly LaneTurn[];
  readonly prologue: Code;
} {
  const pointer = scope.i32();
  const fast = cosines === 'before';
  const prologue: Code[] = [];
  const one = (j: number): { readonly cosine: Local | null; readonly sine: Local } => {
    const [cosine, sine] = [fast ? null : scope.v128(), scope.v128()];
    const signs = vectorLoad(word(record, field.signs + j));
    prologue.push(
      set(pointer, word(record, field.angles + j)),
      set(sine, v.multiply(v.splatLoad(get(pointer), fast ? 32 : 16), signs)),
      cosine === null ? [] : set(cosine, v.splatLoad(get(pointer))),
    );
    return { cosine, sine };
  };
  const groups = Array.from({ length: width }, (_, j) => {
    const { cosine, sine } = one(j);
    return cosine === null ? { tangent: sine } : { cosine, sine };
  });
  return {
    groups,
    lanes: lanes.map((flip, j) => ({ flip, ...one(width + j) })),
    prologue: sequence(...prologue),
  };
}
