import { field } from '../kernels/record.ts';
import {
  beginPrefix,
  clear,
  contractBlock,
  contractQubit,
  first,
  prefix,
  startBlock,
  startQubit,
} from '../kernels/start.ts';
import type { StartBlock } from '../plan/plan.ts';
import type { Place } from './address.ts';
import type { ProgramContext } from './passes.ts';
import { blockVaries } from './varies.ts';

interface PlacedBlock {
  readonly block: StartBlock;
  /** How many entries the block has, and how many amplitudes all blocks before it together. */
  readonly count: number;
  readonly before: number;
  readonly values: Place;
  readonly gradients: Place;
}

/** Writes the start state into state 0. */
export function writeStart(context: ProgramContext): void {
  const { writer, layout, plan } = context;
  const blocks = placeBlocks(context);
  const last = blocks.at(-1);
  // Where blocks fill the state, the last one may as well make the imaginary parts zero.
  const filled = last?.count === 2 && last.before * 2 === 2 ** plan.bits;
  writer.step(filled ? first : clear, {
    ...writer.states(0, 0),
    ...writer.place(field.values, { offset: layout.startScale, base: 'absolute' }),
    [field.size]: layout.state,
  });
  for (const placed of blocks) {
    const { count, before, values } = placed;
    const qubit = startQubit(filled && placed === last ? 'zero' : 'kept');
    writer.step(count === 2 ? qubit : startBlock, {
      ...writer.states(0, 0),
      [field.size]: before * 32,
      [field.count]: count,
      ...writer.place(field.values, values),
    });
  }
}

/** Gradients of the start state's angles and amplitudes, from the adjoint state, which is used up. */
export function writeStartGradients(context: ProgramContext): void {
  const { writer, layout } = context;
  const blocks = placeBlocks(context);
  const prefixAt = (before: number): number => layout.prefixes + before * 16;
  const lowest = blocks.findIndex(({ block }) => blockVaries(context.plan, block));
  if (lowest < 0) return;
  // The adjoint has the inverse of the scale that the state starts with.
  writer.step(beginPrefix, {
    [field.target]: prefixAt(1),
    ...writer.place(field.values, { offset: layout.startScale, base: 'absolute' }),
  });
  for (const { count, before, values } of blocks.slice(0, -1)) {
    writer.step(prefix, {
      [field.scratch]: prefixAt(before),
      [field.target]: prefixAt(before * count),
      [field.size]: before * 16,
      [field.count]: count,
      ...writer.place(field.values, values),
    });
  }
  for (const { block, count, before, values, gradients } of blocks.slice(lowest).reverse()) {
    writer.step(block.kind === 'rotation' ? contractQubit : contractBlock, {
      [field.adjoint]: layout.adjoint,
      [field.size]: before * 32,
      [field.count]: count,
      [field.scratch]: prefixAt(before),
      ...writer.place(field.values, values),
      ...writer.place(field.gradients, gradients),
    });
  }
}

function placeBlocks({ plan, places }: ProgramContext): readonly PlacedBlock[] {
  let before = 1;
  let entry = 0;
  return plan.start.map((block): PlacedBlock => {
    const count = block.kind === 'rotation' ? 2 : 2 ** block.bits;
    const placed =
      block.kind === 'rotation'
        ? { values: places.coefficients(block.slot), gradients: places.gradient(block.slot) }
        : { values: places.amplitudes(entry), gradients: places.amplitudeGradients(entry) };
    const result = { block, count, before, ...placed };
    before *= count;
    if (block.kind === 'amplitudes') entry += count;
    return result;
  });
}
