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
import { blockName, openBlocks } from './blocks.ts';
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
  const added = shape.overlaps === 'added';
  // A diagonal takes apart what was joined.
  const pays = shape.diagonal === 'none' && (!added || paysToPair(shape));
  const parted = pays ? shape : { ...shape, parts: 'apart' as const };
  const name = `gradient ${shape.diagonal} ${shape.overlaps} ${shapeName(parted)}`;
  return kernel(name, (v, scope, record, states, lane) => {
    const blocks = openBlocks(scope, record, shape);
    const adjoint = blocks.array(word(record, field.adjoint));
    const angles = loadAngles(v, scope, record, lane, shape);
    const spare = scope.v128();
    const parts = [scope.vectors(blocks.size), scope.vectors(blocks.size)] as const;
    const members = parts[0].map((_, i) => i);
    const fetch = (part: 0 | 1, i: number): Code =>
      set(parts[part][i]!, adjoint.load(i, part * IMAGINARY));
    const put = (part: 0 | 1, i: number): Code =>
      adjoint.store(i, get(parts[part][i]!), part * IMAGINARY);
    const overlaps = added
      ? openOverlaps(v, scope, { record, states, lane }, blocks, parted)
      : null;
    const turn = (part: 0 | 1): Code =>
      rotateBlock(v, parts[part], spare, angles.locals, 'inverse');
    const takeOff = (part: 0 | 1): Code =>
      sequence(
        ...members.map((i) => fetch(part, i)),
        overlaps?.add(parts[part], part) ?? [],
        turn(part),
      );
    const takeBothOff = sequence(
      ...members.flatMap((i) => [fetch(0, i), fetch(1, i)]),
      overlaps?.addBoth(parts) ?? [],
      turn(0),
      turn(1),
      ...members.flatMap((i) => [put(0, i), put(1, i)]),
    );
    const prologue = sequence(angles.prologue, overlaps?.prologue ?? []);
    const epilogue = overlaps?.epilogue ?? [];
    if (shape.diagonal === 'none') {
      const oneByOne = ([0, 1] as const).flatMap((part) => [
        takeOff(part),
        ...members.map((i) => put(part, i)),
      ]);
      const body = parted.parts === 'paired' ? takeBothOff : oneByOne;
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
    const body = sequence(
      takeOff(0),
      takeOff(1),
      ...takeDiagonalOff,
      ...members.flatMap((i) => [put(0, i), put(1, i)]),
    );
    return sequence(prologue, blocks.each(body), epilogue);
  });
}

/** Adds the gradients of the angles and takes nothing off. */
export function rotationOverlaps(shape: Omit<RotationShape, 'cosines'>): Kernel {
  const parts = paysToPair(shape) ? shape.parts : 'apart';
  const name = `overlaps ${shape.width}${blockName(shape.blocks)} ${parts}`;
  return kernel(name, (v, scope, record, states, lane) => {
    const blocks = openBlocks(scope, record, shape);
    const adjoint = blocks.array(word(record, field.adjoint));
    const values = [scope.vectors(blocks.size), scope.vectors(blocks.size)] as const;
    const overlaps = openOverlaps(v, scope, { record, states, lane }, blocks, { ...shape, parts });
    const fetch = (part: 0 | 1, i: number): Code =>
      set(values[part][i]!, adjoint.load(i, part * IMAGINARY));
    const members = values[0].map((_, i) => i);
    const body =
      parts === 'paired'
        ? [...members.flatMap((i) => [fetch(0, i), fetch(1, i)]), overlaps.addBoth(values)]
        : ([0, 1] as const).flatMap((part) => [
            ...members.map((i) => fetch(part, i)),
            overlaps.add(values[part], part),
          ]);
    return sequence(overlaps.prologue, blocks.each(body), overlaps.epilogue);
  });
}

/** Whether blocks are large enough for sums in memory not to be waited for. */
function paysToPair({ width }: Pick<RotationShape, 'width'>): boolean {
  return width === 3;
}

interface Overlaps {
  readonly prologue: Code;
  readonly epilogue: Code;
  /** Of one part, given its values in the adjoint state. */
  add(adjoint: readonly Local[], part: 0 | 1): Code;
  /** Of both parts, with sums that are side by side in memory. */
  addBoth(adjoint: readonly [readonly Local[], readonly Local[]]): Code;
}

/**
 * Sums `+-adjoint_j state_i` of every pair i, j of each rotation, plus where i is the upper one; a sum for each part, so
 * that fewer additions wait for each other. Two state vectors at a time leave registers for everything else.
 */
function openOverlaps(
  v: Vector,
  scope: Scope,
  bases: { readonly record: Local; readonly states: Local; readonly lane: Local },
  blocks: ReturnType<typeof openBlocks>,
  { width, parts }: Pick<RotationShape, 'width' | 'parts'>,
): Overlaps {
  const { record, states, lane } = bases;
  const state = blocks.array(stateAddress(record, field.source, states));
  const sums = [scope.vectors(width), scope.vectors(width)] as const;
  const uppers = [scope.v128(), scope.v128()] as const;
  const lowers = [scope.v128(), scope.v128()] as const;
  const factor = scope.v128();
  const [pointer, memory] = [scope.i32(), scope.i32()];
  const both = [0, 1] as const;
  const inMemory = (visit: (sum: Local, offset: number) => Code): Code[] =>
    sums[0].flatMap((_, j) => both.map((part) => visit(sums[part][j]!, 32 * j + 16 * part)));
  const fetch = inMemory((sum, offset) => set(sum, vectorLoad(get(memory), offset)));
  const keep = inMemory((sum, offset) => vectorStore(get(memory), get(sum), offset));
  const clear = sums.flat().map((sum) => set(sum, vectorZero));
  const term = (adjoint: readonly Local[], part: 0 | 1, i: number, j: number): Code => {
    const [sum, upper, lower] = [sums[part][j]!, uppers[part], lowers[part]];
    const [a, b] = [adjoint[i ^ (1 << j)]!, adjoint[(i + 1) ^ (1 << j)]!];
    if (j === 0) return set(sum, v.add(get(sum), differenceOfProducts(v, a, upper, b, lower)));
    const accumulate = (i >> j) & 1 ? v.subtract : v.add;
    return set(sum, accumulate(get(sum), sumOfProducts(v, a, upper, b, lower)));
  };
  const fetchPair = (part: 0 | 1, i: number): readonly [Code, Code] => [
    set(uppers[part], state.load(i, part * IMAGINARY)),
    set(lowers[part], state.load(i + 1, part * IMAGINARY)),
  ];
  const upperMembers = Array.from({ length: blocks.size / 2 }, (_, i) => 2 * i);
  const rotations = sums[0].map((_, j) => j);
  return {
    prologue: sequence(
      ...clear,
      parts === 'paired' ? [set(memory, word(record, field.scratch)), ...keep] : [],
    ),
    add: (adjoint, part) =>
      upperMembers.flatMap((i) => [
        ...fetchPair(part, i),
        ...rotations.map((j) => term(adjoint, part, i, j)),
      ]),
    addBoth: (adjoint) => [
      ...fetch,
      ...upperMembers.flatMap((i) => {
        const [[upper, lower], [upperImaginary, lowerImaginary]] = [
          fetchPair(0, i),
          fetchPair(1, i),
        ];
        return [
          ...[upper, upperImaginary, lower, lowerImaginary],
          ...rotations.flatMap((j) => both.map((part) => term(adjoint[part], part, i, j))),
        ];
      }),
      ...keep,
    ],
    epilogue: sequence(
      set(factor, vectorLoad(word(record, field.factor))),
      ...(parts === 'paired' ? fetch : []),
      ...rotations.flatMap((j) => [
        set(pointer, address(record, field.gradients + 2 * j, lane)),
        vectorStore(
          get(pointer),
          v.add(
            vectorLoad(get(pointer)),
            v.multiply(get(factor), v.add(get(sums[0][j]!), get(sums[1][j]!))),
          ),
        ),
      ]),
    ),
  };
}
