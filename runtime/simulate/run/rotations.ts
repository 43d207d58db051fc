import type { BlockShape } from '../kernels/blocks.ts';
import type { Kernel } from '../kernels/kernel.ts';
import { field } from '../kernels/record.ts';
import { rotation, type RotationShape } from '../kernels/rotation.ts';
import { rotationGradient, rotationOverlaps } from '../kernels/rotation-gradient.ts';
import { copy } from '../kernels/memory.ts';
import type { Mask } from '../plan/bits.ts';
import type { RotationPass } from '../plan/plan.ts';
import { blockOffsets } from './lists.ts';
import type { ProgramContext } from './passes.ts';
import type { Fields, StateRef } from './writer.ts';

/** A rotation pass, from one state to another or in place; its diagonal only forwards. */
export function writeRotations(
  context: ProgramContext,
  pass: RotationPass,
  states: { readonly from: StateRef; readonly to: StateRef },
  direction: 'forward' | 'inverse',
): void {
  const { writer, layout } = context;
  let { from } = states;
  if (from !== states.to && pass.conditions.length > 0) {
    writer.step(copy, { ...writer.states(from, states.to), [field.size]: layout.state });
    from = states.to;
  }
  const fused = direction === 'forward' && pass.diagonal !== null;
  writeStep(
    context,
    pass,
    (shape) =>
      rotation({
        ...shape,
        direction,
        diagonal: fused ? 'before' : 'none',
        place: from === states.to ? 'same' : 'other',
      }),
    {
      ...angleFields(context, pass),
      ...writer.states(from, states.to),
      ...(fused ? { [field.table]: layout.tables[pass.diagonal]! } : {}),
    },
  );
}

/** Gradients of a rotation pass, from the state after it (or after others that commute), and nothing else. */
export function writeRotationOverlaps(
  context: ProgramContext,
  pass: RotationPass,
  at: { readonly after: number; readonly factor: number },
): void {
  writeStep(context, pass, rotationOverlaps, overlapFields(context, pass, at));
}

/**
 * Takes a rotation pass off the adjoint.
 * @param options.overlaps whether to add its gradients, from the state `after` it
 * @param options.before the state before its diagonal, which is then taken off as well, after adding its weights
 */
export function writeRotationGradients(
  context: ProgramContext,
  pass: RotationPass,
  options: {
    readonly overlaps: 'added' | 'none';
    readonly before: number | null;
    readonly after: number;
    readonly factor: number;
  },
): void {
  const { layout } = context;
  const { overlaps, before } = options;
  const diagonal = before === null ? 'none' : 'before';
  writeStep(context, pass, (shape) => rotationGradient({ ...shape, overlaps, diagonal }), {
    ...angleFields(context, pass),
    ...overlapFields(context, pass, options),
    ...(before === null
      ? {}
      : {
          [field.table]: layout.tables[pass.diagonal!]!,
          [field.weights]: layout.weights[pass.diagonal!]!,
          [field.previous]: layout.origin + before * layout.state,
        }),
  });
}

/** A step over a pass's blocks, with a kernel generated for this plan where its blocks can be counted. */
function writeStep(
  context: ProgramContext,
  pass: RotationPass,
  kernelOf: (shape: RotationShape) => Kernel,
  fields: Fields,
): void {
  const width = pass.rotations.length;
  const cosines = isFast(context, pass) ? 'before' : 'within';
  const listed: BlockShape = { kind: 'listed' };
  const blocks = countedBlocks(context, pass) ?? listed;
  context.writer.step(
    kernelOf({ width, cosines, blocks: listed, parts: 'apart' }),
    { ...blockFields(context, pass), ...fields },
    (parts) => kernelOf({ width, cosines, blocks, parts }),
  );
}

/** Blocks can be counted where each rotation flips one bit that is also its parity. */
function countedBlocks({ plan }: ProgramContext, pass: RotationPass): BlockShape | undefined {
  const plain = pass.rotations.every(({ flip, parity }) => flip === parity && isOneBit(flip));
  if (!plain || pass.conditions.length > 0) return undefined;
  const flips = pass.rotations.map(({ flip }) => 31 - Math.clz32(flip));
  return { kind: 'counted', bits: plan.bits, flips };
}

function isOneBit(mask: Mask): boolean {
  return (mask & (mask - 1)) === 0;
}

function blockFields({ plan, store }: ProgramContext, pass: RotationPass): Fields {
  const parities = pass.rotations.map((one) => one.parity);
  const conditions = pass.conditions.map(({ mask, value }) => `${mask}=${value}`);
  const blocks = store.list(`blocks ${plan.bits} ${parities.join()} ${conditions.join()}`, () =>
    blockOffsets(pass, plan.bits),
  );
  const fields: Record<number, number> = {
    [field.list]: blocks.start,
    [field.listEnd]: blocks.end,
  };
  pass.rotations.forEach(({ flip }, j) => {
    fields[field.flips + j] = flip * 32;
  });
  return fields;
}

function angleFields(context: ProgramContext, pass: RotationPass): Fields {
  const { writer, places } = context;
  const fast = isFast(context, pass);
  const fields: Record<number, number> = {};
  pass.rotations.forEach(({ slot }, j) => {
    const place = fast ? places.tangents(slot) : places.coefficients(slot);
    Object.assign(fields, writer.place(field.angles, place, j));
  });
  return fields;
}

function overlapFields(
  { writer, layout, places }: ProgramContext,
  pass: RotationPass,
  { after, factor }: { readonly after: number; readonly factor: number },
): Fields {
  const fields: Record<number, number> = {
    ...writer.states(after, after),
    [field.adjoint]: layout.adjoint,
    [field.scratch]: layout.overlaps,
    [field.factor]: factor,
  };
  pass.rotations.forEach(({ slot }, j) => {
    Object.assign(fields, writer.place(field.gradients, places.gradient(slot), j));
  });
  return fields;
}

/** With the cosines taken out, which their scale then has. */
function isFast({ arithmetic }: ProgramContext, pass: RotationPass): boolean {
  return arithmetic === 'fast' && pass.cosines === 'before';
}
