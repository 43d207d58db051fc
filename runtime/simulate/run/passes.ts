import { field } from '../kernels/record.ts';
import type { DiagonalPass, PhasePass, Plan, RotationPass } from '../plan/plan.ts';
import type { Layout } from './layout.ts';
import { blockOffsets, partitionOffsets } from './lists.ts';
import type { Places } from './places.ts';
import { placeWords, type Store } from './store.ts';
import type { Fields, StateRef, Writer } from './writer.ts';

/**
 * - `fast`: cosines of half angles are taken out of passes where the plan allows it
 * - `plain`: they stay where they are, for angles so close to pi that a float cannot hold their product
 */
export type Arithmetic = 'fast' | 'plain';

/** What writing a plan's passes as kernel steps takes. */
export interface ProgramContext {
  readonly plan: Plan;
  readonly layout: Layout;
  readonly places: Places;
  readonly store: Store;
  readonly writer: Writer;
  readonly arithmetic: Arithmetic;
}

/** A rotation pass, from one state to another or in place; a diagonal only forwards. */
export function writeRotations(
  context: ProgramContext,
  pass: RotationPass,
  states: { readonly from: StateRef; readonly to: StateRef },
  direction: 'forward' | 'back',
): void {
  const { writer, layout } = context;
  const width = pass.rotations.length as 1 | 2 | 3;
  let { from } = states;
  if (from !== states.to && pass.conditions.length > 0) {
    writer.step('copy', { ...writer.states(from, states.to), [field.size]: layout.state });
    from = states.to;
  }
  const fused = direction === 'forward' && pass.diagonal !== null;
  const kernel = fused
    ? (`rotate${width as 1 | 2}Diagonal` as const)
    : direction === 'forward'
      ? (`rotate${width}` as const)
      : (`rotate${width}Back` as const);
  const fast = isFast(context, pass);
  writer.step(fast ? `${kernel}Fast` : kernel, {
    ...rotationFields(context, pass),
    ...writer.states(from, states.to),
    ...(fused ? { [field.table]: layout.tables[pass.diagonal]! } : {}),
  });
}

/** Gradients of a rotation pass (and of its diagonal, from the state before) while it is taken off the adjoint. */
export function writeRotationGradients(
  context: ProgramContext,
  pass: RotationPass,
  states: { readonly before: number; readonly after: number },
  options: { readonly diagonal: 'fused' | 'none'; readonly factor: number },
): void {
  const { writer, layout, places } = context;
  const { diagonal, factor } = options;
  const width = pass.rotations.length as 1 | 2 | 3;
  const fused = diagonal === 'fused';
  const kernel = fused
    ? (`gradient${width as 1 | 2}Diagonal` as const)
    : (`gradient${width}` as const);
  const fast = isFast(context, pass);
  writer.step(fast ? `${kernel}Fast` : kernel, {
    ...rotationFields(context, pass),
    ...writer.states(states.after, states.after),
    [field.adjoint]: layout.adjoint,
    [field.factor]: factor,
    ...pass.rotations.reduce<Fields>(
      (fields, { slot }, j) => ({
        ...fields,
        ...writer.place(field.gradients, places.gradient(slot), j),
      }),
      {},
    ),
    ...(fused
      ? {
          [field.table]: layout.tables[pass.diagonal!]!,
          [field.weights]: layout.weights[pass.diagonal!]!,
          [field.previous]: states.before * layout.state,
        }
      : {}),
  });
}

function rotationFields(context: ProgramContext, pass: RotationPass): Fields {
  const { plan, writer, places, store } = context;
  const parities = pass.rotations.map((rotation) => rotation.parity);
  const conditions = pass.conditions.map(({ mask, value }) => `${mask}=${value}`);
  const blocks = store.list(`blocks ${parities.join()} ${conditions.join()}`, () =>
    blockOffsets(pass, plan.bits),
  );
  const fields: Record<number, number> = {
    [field.list]: blocks.start,
    [field.listEnd]: blocks.end,
  };
  const fast = isFast(context, pass);
  pass.rotations.forEach((rotation, j) => {
    fields[field.flips + j] = rotation.flip * 32;
    const place = fast ? places.tangents(rotation.slot) : places.coefficients(rotation.slot);
    Object.assign(fields, writer.place(field.angles, place, j));
  });
  return fields;
}

/** With the cosines taken out, which their scale then has. */
function isFast({ arithmetic }: ProgramContext, pass: RotationPass): boolean {
  return arithmetic === 'fast' && pass.cosines === 'before';
}

export function writeDiagonal(
  context: ProgramContext,
  diagonal: DiagonalPass['diagonal'],
  states: { readonly from: StateRef; readonly to: StateRef },
  direction: 'forward' | 'back',
): void {
  const { writer, layout } = context;
  writer.step(direction === 'forward' ? 'diagonal' : 'diagonalBack', {
    ...writer.states(states.from, states.to),
    [field.table]: layout.tables[diagonal]!,
    [field.size]: layout.state,
  });
}

/** Weights of a shared diagonal from a state on either side of it. */
export function writeDiagonalWeights(
  context: ProgramContext,
  diagonal: number,
  state: number,
): void {
  const { writer, layout } = context;
  writer.step('diagonalWeights', {
    ...writer.states(state, state),
    [field.adjoint]: layout.adjoint,
    [field.weights]: layout.weights[diagonal]!,
    [field.size]: layout.state,
  });
}

/** The phases per sample of each combination of a pass, into scratch. */
export function writePhaseProduct(context: ProgramContext, pass: PhasePass): void {
  const { writer, layout, places, store } = context;
  const slots = pass.factors.map(({ slot }) => slot);
  const list = store.list(`angles ${slots.join()}`, () =>
    placeWords(slots.map((slot) => places.coefficients(slot))),
  );
  writer.step('phaseProduct', {
    [field.list]: list.start,
    [field.listEnd]: list.end,
    [field.scratch]: layout.scratch,
  });
}

/** Applies what `writePhaseProduct` left in scratch. */
export function writePhases(
  context: ProgramContext,
  pass: PhasePass,
  states: { readonly from: StateRef; readonly to: StateRef },
  direction: 'forward' | 'back',
): void {
  const { writer, layout } = context;
  writer.step(direction === 'forward' ? 'applyPhases' : 'applyPhasesBack', {
    ...partitionFields(
      context,
      pass.factors.map(({ mask }) => mask),
    ),
    ...writer.states(states.from, states.to),
    [field.scratch]: layout.scratch,
  });
}

/** Gradients of phases per sample from a state on either side of them; uses scratch. */
export function writePhaseGradients(
  context: ProgramContext,
  pass: PhasePass,
  state: number,
  factor: number,
): void {
  const { writer, layout, places, store } = context;
  const slots = pass.factors.map(({ slot }) => slot);
  writer.step('foldWeights', {
    ...partitionFields(
      context,
      pass.factors.map(({ mask }) => mask),
    ),
    ...writer.states(state, state),
    [field.adjoint]: layout.adjoint,
    ...writer.place(field.values, { offset: layout.scratch, base: 'absolute' }),
  });
  const list = store.list(`gradients ${slots.join()}`, () =>
    placeWords(slots.map((slot) => places.gradient(slot))),
  );
  writer.step('addSignedSums', {
    [field.list]: list.start,
    [field.count]: slots.length,
    [field.scratch]: layout.scratch,
    [field.factor]: factor,
  });
}

export function partitionFields(context: ProgramContext, masks: readonly number[]): Fields {
  const { plan, store } = context;
  const list = store.list(`partition ${masks.join()}`, () => partitionOffsets(masks, plan.bits));
  return {
    [field.list]: list.start,
    [field.listEnd]: list.end,
    [field.inner]: (list.end - list.start) / 2 ** masks.length,
  };
}
