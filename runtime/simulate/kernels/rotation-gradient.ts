import type { Code } from '../wasm/encode.ts';
import {
  get,
  sequence,
  set,
  type Local,
  vectorLoad,
  vectorStore,
  vectorZero,
} from '../wasm/instructions.ts';
import type { Scope } from '../wasm/module.ts';
import type { Vector } from '../wasm/vector.ts';
import { differenceOfProducts, sumOfProducts, turnPhase } from './arithmetic.ts';
import { blockName, type BlockShape, openBlocks } from './blocks.ts';
import { openDiagonal } from './diagonal.ts';
import { type Kernel, kernel } from './kernel.ts';
import { address, field, IMAGINARY, stateAddress, word } from './record.ts';
import { loadAngles, rotateBlock, type RotationShape, shapeName } from './rotation.ts';

/**
 * The adjoint of `rotation`: with `overlaps: 'added'`, adds the gradients of the angles, `Re <adjoint| -i Y |state>`,
 * from the state after the rotations; then takes the rotations (and the diagonal) off the adjoint state, in place.
 *
 * Of a diagonal, `Im(conj(adjoint) state)` is added to one entry of a table per amplitude; all angles of the layer
 * get their gradients from that table later. It is the same before and after the diagonal, so the state before it
 * (`previous`), which is kept anyway, serves.
 */
export function rotationGradient(
  shape: RotationShape & {
    readonly diagonal: 'none' | 'before';
    readonly overlaps: 'added' | 'none';
  },
): Kernel {
  const name = `gradient ${shape.diagonal} ${shape.overlaps} ${shapeName(shape)}`;
  return kernel(name, (v, scope, record, states, lane) => {
    const blocks = openBlocks(scope, record, shape);
    const adjoint = blocks.array(word(record, field.adjoint));
    const angles = loadAngles(scope, record, lane, shape);
    const spare = scope.v128();
    const parts = [scope.vectors(blocks.size), scope.vectors(blocks.size)] as const;
    const members = parts[0].map((_, i) => i);
    const fetch = (part: 0 | 1): Code[] =>
      parts[part].map((x, i) => set(x, adjoint.load(i, part * IMAGINARY)));
    const put = (part: 0 | 1): Code[] =>
      parts[part].map((x, i) => adjoint.store(i, get(x), part * IMAGINARY));
    const added = shape.overlaps === 'added';
    const overlaps = added ? openOverlaps(v, scope, { record, states, lane }, blocks, shape) : null;
    const takeOff = (part: 0 | 1): Code =>
      sequence(
        ...fetch(part),
        overlaps?.add(parts[part], part) ?? [],
        rotateBlock(v, parts[part], spare, angles.locals, 'inverse'),
      );
    const prologue = sequence(angles.prologue, overlaps?.prologue ?? []);
    const epilogue = overlaps?.epilogue ?? [];
    if (shape.diagonal === 'none') {
      const body = sequence(takeOff(0), ...put(0), takeOff(1), ...put(1));
      return sequence(prologue, blocks.each(body), epilogue);
    }
    const diagonal = openDiagonal(scope, v, record, blocks);
    const previous = blocks.array(stateAddress(record, field.previous, states));
    const weights = blocks.array(word(record, field.weights), 1);
    const [before, beforeImaginary] = [scope.v128(), scope.v128()];
    const takeDiagonalOff = members.flatMap((i) => {
      const [re, im] = [parts[0][i]!, parts[1][i]!];
      const weight = differenceOfProducts(v, re, beforeImaginary, im, before);
      return [
        diagonal.load(i),
        turnPhase(v, { re, im, spare }, diagonal.angle, 'inverse'),
        set(before, previous.load(i)),
        set(beforeImaginary, previous.load(i, IMAGINARY)),
        weights.store(i, v.add(weights.load(i), weight)),
      ];
    });
    const body = sequence(takeOff(0), takeOff(1), ...takeDiagonalOff, ...put(0), ...put(1));
    return sequence(prologue, blocks.each(body), epilogue);
  });
}

/** Adds the gradients of the angles and takes nothing off. */
export function rotationOverlaps(shape: {
  readonly width: number;
  readonly blocks: BlockShape;
}): Kernel {
  const name = `overlaps ${shape.width}${blockName(shape.blocks)}`;
  return kernel(name, (v, scope, record, states, lane) => {
    const blocks = openBlocks(scope, record, shape);
    const adjoint = blocks.array(word(record, field.adjoint));
    const values = scope.vectors(blocks.size);
    const overlaps = openOverlaps(v, scope, { record, states, lane }, blocks, shape);
    const body = ([0, 1] as const).flatMap((part) => [
      ...values.map((x, i) => set(x, adjoint.load(i, part * IMAGINARY))),
      overlaps.add(values, part),
    ]);
    return sequence(overlaps.prologue, blocks.each(body), overlaps.epilogue);
  });
}

/**
 * Sums `+-adjoint_j state_i` of every pair i, j of each rotation, plus where i is the upper one. Two state vectors at a
 * time leave registers for everything else, and half as many additions wait for each other; for narrow blocks, where
 * that still limits, the parts have sums of their own.
 */
function openOverlaps(
  v: Vector,
  scope: Scope,
  bases: { readonly record: Local; readonly states: Local; readonly lane: Local },
  blocks: ReturnType<typeof openBlocks>,
  { width }: { readonly width: number },
): {
  readonly prologue: Code;
  readonly epilogue: Code;
  /** Of one part, given its values in the adjoint state. */
  add(adjoint: readonly Local[], part: 0 | 1): Code;
} {
  const { record, states, lane } = bases;
  const state = blocks.array(stateAddress(record, field.source, states));
  const shared = scope.vectors(width);
  const sums = [shared, width < 3 ? scope.vectors(width) : shared] as const;
  const [upper, lower, factor] = [scope.v128(), scope.v128(), scope.v128()];
  const pointer = scope.i32();
  const term = (adjoint: readonly Local[], sum: Local, i: number, j: number): Code => {
    const [a, b] = [adjoint[i ^ (1 << j)]!, adjoint[(i + 1) ^ (1 << j)]!];
    if (j === 0) return set(sum, v.add(get(sum), differenceOfProducts(v, a, upper, b, lower)));
    const accumulate = (i >> j) & 1 ? v.subtract : v.add;
    return set(sum, accumulate(get(sum), sumOfProducts(v, a, upper, b, lower)));
  };
  const total = (j: number): Code =>
    width < 3 ? v.add(get(sums[0][j]!), get(sums[1][j]!)) : get(sums[0][j]!);
  return {
    prologue: sequence(...sums.flat().map((sum) => set(sum, vectorZero))),
    add: (adjoint, part) =>
      sequence(
        ...adjoint.flatMap((_, i) => {
          if (i % 2 === 1) return [];
          return [
            set(upper, state.load(i, part * IMAGINARY)),
            set(lower, state.load(i + 1, part * IMAGINARY)),
            ...sums[part].map((sum, j) => term(adjoint, sum, i, j)),
          ];
        }),
      ),
    epilogue: sequence(
      set(factor, vectorLoad(word(record, field.factor))),
      ...shared.flatMap((_, j) => [
        set(pointer, address(record, field.gradients + 2 * j, lane)),
        vectorStore(
          get(pointer),
          v.add(vectorLoad(get(pointer)), v.multiply(get(factor), total(j))),
        ),
      ]),
    ),
  };
}
