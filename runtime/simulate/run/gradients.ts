import type { Form } from '../plan/form.ts';
import type { Plan, Rate } from '../plan/plan.ts';
import { createFormTable } from './angles.ts';
import type { Engine, Reservation } from './engine.ts';
import type { LeafOrder } from './leaves.ts';
import { diagonalVaries, formVaries } from './varies.ts';

/** Gradients of slots, diagonals and amplitudes, gathered into those of leaves. */
export interface Gradients {
  /** Before kernels add to them. */
  clear(at: Reservation): void;
  read(at: Reservation, sharedGradient: Float64Array, sampledGradient: Float64Array): void;
}

export function createGradients(engine: Engine, leaves: LeafOrder): Gradients {
  const { plan, layout, vector, views } = engine;
  const { lanes, bytes } = vector;
  const slots = (rate: Rate): Form[] =>
    plan.slots.filter((slot) => slot.rate === rate).map(({ angle }) => angle);
  const entries = plan.start.flatMap((block) => (block.kind === 'amplitudes' ? block.entries : []));
  const { lane } = layout;
  const shared = createFormTable(slots('shared'), leaves.shared);
  const perSample = [
    gather(plan, slots('sampled'), leaves, lane.gradients, 1),
    // An amplitude a is in both <psi| and |psi>.
    gather(plan, entries, leaves, lane.amplitudeGradients, 2),
  ];
  const diagonals = plan.diagonals
    .map((_, i) => i)
    .filter((i) => diagonalVaries(plan, i))
    .map((i) => ({ weights: layout.weights[i]!, add: diagonalGradient(engine, leaves, i) }));
  const vectors = 2 ** plan.bits * lanes;
  return {
    clear: (at) => {
      const { numbers } = views();
      const first = layout.sharedGradients / bytes;
      numbers.fill(0, first, first + shared.count * lanes);
      for (const { weights } of diagonals) {
        numbers.fill(0, weights / bytes, weights / bytes + vectors);
      }
      for (const { count, offset } of perSample) {
        for (let tile = 0; tile < at.tiles; tile++) {
          const start = (at.lanes + tile * lane.size + offset) / bytes;
          numbers.fill(0, start, start + count * lanes);
        }
      }
    },
    read: (at, sharedGradient, sampledGradient) => {
      const { numbers } = views();
      sharedGradient.fill(0);
      sampledGradient.fill(0);
      for (let i = 0, from = layout.sharedGradients / bytes; i < shared.count; i++) {
        let sum = 0;
        for (let inVector = 0; inVector < lanes; inVector++) sum += numbers[from++]!;
        shared.scatter(i, sum, sharedGradient, 0);
      }
      for (const { add } of diagonals) add(sharedGradient);
      for (const { count, offset, factor, varies, common, own } of perSample) {
        for (let sample = 0; sample < at.batch && varies; sample++) {
          const tile = Math.floor(sample / lanes);
          const start = (at.lanes + tile * lane.size + offset) / bytes + (sample % lanes);
          for (let i = 0; i < count; i++) {
            const gradient = factor * numbers[start + i * lanes]!;
            own.scatter(i, gradient, sampledGradient, sample * leaves.sampledCount);
            common.scatter(i, gradient, sharedGradient, 0);
          }
        }
      }
    },
  };
}

/** Forms that have a gradient per sample, at an offset of the lane block. */
function gather(
  plan: Plan,
  forms: readonly Form[],
  leaves: LeafOrder,
  offset: number,
  factor: number,
) {
  return {
    count: forms.length,
    offset,
    factor,
    varies: forms.some((form) => formVaries(plan, form)),
    common: createFormTable(forms, leaves.shared),
    own: createFormTable(forms, leaves.sampled),
  };
}

/** One transform of a diagonal's weights gives the gradients of all its angles. */
function diagonalGradient(engine: Engine, leaves: LeafOrder, index: number) {
  const { plan, layout, kernels, views } = engine;
  const { terms } = plan.diagonals[index]!;
  const forms = createFormTable(
    terms.map(({ angle }) => angle),
    leaves.shared,
  );
  const masks = terms.map(({ mask }) => mask);
  const first = layout.phases / 8;
  const end = layout.phases + 8 * 2 ** plan.bits;
  return (sharedGradient: Float64Array): void => {
    kernels.parities(layout.weights[index]!, layout.phases, end);
    const { doubles } = views();
    for (let i = 0; i < masks.length; i++) {
      forms.scatter(i, doubles[first + masks[i]!]!, sharedGradient, 0);
    }
  };
}
