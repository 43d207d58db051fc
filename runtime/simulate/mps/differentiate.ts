import type { NoteLoss } from './chain.ts';
import { evolve, type Taken, undo } from './evolve.ts';
import { observe } from './observe.ts';
import { createOverlap } from './overlap.ts';
import type { ChainPlan, Derivative } from './plan.ts';
import type { Site } from './site.ts';
import type { Cutoff } from './svd.ts';

/**
 * The gradient of `sum_i weights[i] output_i` by each angle of each step, by adjoint differentiation (Jones and Gacon
 * 2020): the state under the observable is walked back through the steps, beside the states there were on the way.
 * Exact as long as nothing is cut off; otherwise as good as the states are.
 * @param wanted which steps' angles
 * @param told is given the gradients of a step's angles
 */
export function differentiate(
  plan: ChainPlan,
  angles: (step: number) => readonly number[],
  weights: Float64Array,
  limits: {
    readonly cutoff: Cutoff;
    readonly note: NoteLoss;
    readonly wanted: (step: number) => boolean;
  },
  told: (step: number, gradients: readonly number[]) => void,
): void {
  const { cutoff, note, wanted } = limits;
  const first = plan.steps.findIndex((_, step) => wanted(step));
  if (first < 0) return;
  const history: Taken[] = [];
  const state = evolve(plan, angles, cutoff, note, (taken) => history.push(taken));
  // The observable's image needs wider bonds than the state to be as exact.
  const wide = { ...cutoff, rank: 2 * cutoff.rank };
  const image = observe(state, plan.readings, weights, wide, note);
  if (image === undefined) return;
  const ket: Site[] = [...state.sites];
  const overlap = createOverlap(image.sites, ket);
  for (let step = plan.steps.length - 1; step >= first; step--) {
    const { action, before, after } = history[step]!;
    const { derivative } = plan.steps[step]!;
    const asked = wanted(step) ? derivative : null;
    if (asked?.kind === 'rotation') {
      replace(ket, after);
      told(step, [rotationGradient(overlap, asked)]);
    }
    if (asked?.kind === 'load') {
      replace(ket, before);
      told(
        step,
        asked.operators.map((operator) => 2 * overlap.value(operator).re),
      );
    }
    undo(image, action, wide, note);
  }
}

/** `2 Re <image| i factor K |state>` */
function rotationGradient(
  overlap: ReturnType<typeof createOverlap>,
  { generator }: Extract<Derivative, { kind: 'rotation' }>,
): number {
  return -2 * generator.factor * overlap.value(generator.operator).im;
}

function replace(sites: Site[], by: readonly Site[]): void {
  by.forEach((site, i) => {
    sites[i] = site;
  });
}
