import { diagonal as diagonalKernel, diagonalWeights } from '../kernels/diagonal.ts';
import { addChosen, doublePhases, phaseProduct, signedSums } from '../kernels/parity.ts';
import { applyPhases, foldWeights, type Share } from '../kernels/partition.ts';
import { transformValues } from '../kernels/products.ts';
import { applyPhaseHalves } from '../kernels/phase-halves.ts';
import { AMPLITUDE, field } from '../kernels/record.ts';
import {
  type DiagonalPass,
  hasHalves,
  type PhaseFactor,
  type PhasePass,
  type Plan,
} from '../plan/plan.ts';
import type { Layout } from './layout.ts';
import { partitionOffsets } from './lists.ts';
import type { Places } from './places.ts';
import { placeWords, type Store } from './store.ts';
import type { Fields, StateRef, Writer } from './writer.ts';

const VECTOR = 16;

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

export function writeDiagonal(
  context: ProgramContext,
  diagonal: DiagonalPass['diagonal'],
  states: { readonly from: StateRef; readonly to: StateRef },
  direction: 'forward' | 'inverse',
): void {
  const { writer, layout } = context;
  writer.step(diagonalKernel(direction), {
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
  writer.step(diagonalWeights, {
    ...writer.states(state, state),
    [field.adjoint]: layout.adjoint,
    [field.weights]: layout.weights[diagonal]!,
    [field.size]: layout.state,
  });
}

/**
 * The phases per sample of each combination of a pass, into scratch, or those of the combinations of either half of its
 * factors; with sums of factors, prefixes are used up.
 */
export function writePhaseProduct(context: ProgramContext, pass: PhasePass): void {
  const { writer, layout, places } = context;
  const { factors, sums } = pass;
  const scratch = { [field.scratch]: layout.scratch };
  const angles = (some: readonly PhaseFactor[]): Fields => angleList(context, some);
  if (hasHalves(pass)) {
    const first = firstHalf(pass);
    writer.step(phaseProduct('one'), { ...angles(factors.slice(0, first)), ...scratch });
    writer.step(phaseProduct('one'), {
      ...angles(factors.slice(first)),
      [field.scratch]: layout.scratch + 2 ** first * AMPLITUDE,
    });
    return;
  }
  if (sums.length === 0) {
    writer.step(phaseProduct('one'), { ...angles(factors), ...scratch });
    return;
  }
  writer.step(phaseProduct('one'), { ...angles(factors.slice(0, 1)), ...scratch });
  factors.forEach(({ slot }, high) => {
    if (high === 0) return;
    writer.step(phaseProduct('angle'), {
      ...angles(sums[high]!),
      ...writer.place(field.values, places.coefficients(slot)),
      [field.scratch]: layout.prefixes,
    });
    writer.step(doublePhases, {
      ...scratch,
      [field.table]: layout.prefixes,
      [field.size]: 2 ** high * AMPLITUDE,
    });
  });
}

function angleList({ store, places }: ProgramContext, some: readonly PhaseFactor[]): Fields {
  const slots = some.map(({ slot }) => slot);
  const list = store.list(`angles ${slots.join()}`, () =>
    placeWords(slots.map((slot) => places.coefficients(slot))),
  );
  return { [field.list]: list.start, [field.listEnd]: list.end };
}

/** Applies what `writePhaseProduct` left in scratch. */
export function writePhases(
  context: ProgramContext,
  pass: PhasePass,
  states: { readonly from: StateRef; readonly to: StateRef },
  direction: 'forward' | 'inverse',
): void {
  const { writer, layout } = context;
  const masks = pass.factors.map(({ mask }) => mask);
  const fields = {
    ...partitionFields(context, masks),
    ...writer.states(states.from, states.to),
    [field.scratch]: layout.scratch,
  };
  const share = shareOf(context, masks);
  if (!hasHalves(pass)) {
    writer.step(applyPhases(direction, share), fields);
    return;
  }
  const first = firstHalf(pass);
  writer.step(applyPhaseHalves(direction, share), {
    ...fields,
    [field.size]: 2 ** first * AMPLITUDE,
    [field.count]: 2 ** (masks.length - first),
  });
}

/** Factors that the first of two halves has. */
function firstHalf({ factors }: PhasePass): number {
  return Math.ceil(factors.length / 2);
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
  const masks = pass.factors.map(({ mask }) => mask);
  writer.step(foldWeights(shareOf(context, masks)), {
    ...partitionFields(context, masks),
    ...writer.states(state, state),
    [field.adjoint]: layout.adjoint,
    ...writer.place(field.values, { offset: layout.scratch, base: 'absolute' }),
  });
  if (pass.sums.length > 0) {
    writeSumGradients(context, pass, factor);
    return;
  }
  const list = store.list(`gradients ${layout.work.start} ${slots.join()}`, () =>
    placeWords(slots.map((slot) => places.gradient(slot))),
  );
  writer.step(signedSums('add'), {
    [field.list]: list.start,
    [field.count]: slots.length,
    [field.scratch]: layout.scratch,
    [field.factor]: factor,
  });
}

/** From the weights of all combinations, in scratch: a transform gives those of all parities. */
function writeSumGradients(
  { writer, layout, places, store }: ProgramContext,
  { factors, sums }: PhasePass,
  factor: number,
): void {
  writer.step(transformValues, {
    ...writer.place(field.values, { offset: layout.scratch, base: 'absolute' }),
    [field.size]: 2 ** factors.length * VECTOR,
    [field.inner]: VECTOR,
  });
  const chosen = [
    ...factors.map(({ slot }, i) => ({ slot, parity: 1 << i })),
    ...sums.flatMap((row, high) =>
      row.map(({ slot }, low) => ({ slot, parity: (1 << high) | (1 << low) })),
    ),
  ];
  const key = `chosen ${layout.work.start} ${chosen.map(({ slot }) => slot).join()}`;
  const list = store.list(key, () =>
    Int32Array.from(
      chosen.flatMap(({ slot, parity }) => [
        parity * VECTOR,
        ...placeWords([places.gradient(slot)]),
      ]),
    ),
  );
  writer.step(addChosen, {
    [field.list]: list.start,
    [field.listEnd]: list.end,
    [field.scratch]: layout.scratch,
    [field.factor]: factor,
  });
}

/** Do these parities tell all amplitudes apart? */
export function shareOf({ plan }: ProgramContext, masks: readonly number[]): Share {
  return masks.length === plan.bits ? 'one' : 'several';
}

export function partitionFields(context: ProgramContext, masks: readonly number[]): Fields {
  const { plan, store } = context;
  const list = store.list(`partition ${plan.bits} ${masks.join()}`, () =>
    partitionOffsets(masks, plan.bits),
  );
  return {
    [field.list]: list.start,
    [field.listEnd]: list.end,
    [field.inner]: (list.end - list.start) / 2 ** masks.length,
  };
}
