import { type Cost, stepCosts } from './cost.ts';
import type { Plan } from './plan.ts';

/**
 * What one core does a second, as measured: floating-point operations of a pass whose operands are at hand (0.7 of what
 * 128-bit vectors can do), bytes to and from the caches, and bytes to and from memory beyond them.
 */
const OPERATIONS = { f32: 40e9, f64: 20e9 };
const CACHE = 90e9;
const MEMORY = 40e9;
/** What stays close to a core, in bytes. */
const NEAR = 2 ** 20;
/** For each angle that is made ready, and for the call. */
const SECONDS_AN_ANGLE = 10e-9;
const SECONDS_A_STEP = 3e-6;

export interface Batch {
  readonly samples: number;
  readonly precision: 'f32' | 'f64';
  /** Whether gradients are asked for. */
  readonly differentiate: boolean;
}

/**
 * About how many seconds one step takes on one core: as a rule within a fifth, but up to a third too few where most passes
 * have conditions.
 */
export function predictSeconds(plan: Plan, batch: Batch): number {
  const shared = plan.slots.filter(({ rate }) => rate === 'shared').length;
  const sampled = (plan.slots.length - shared) * batch.samples;
  // A diagonal's table has an angle for each amplitude.
  const entries = plan.diagonals.reduce((sum, { bits }) => sum + 2 ** bits, 0);
  const angles = shared + sampled + entries;
  const steps = stepCosts(plan).reduce((sum, step) => sum + secondsOf(step, plan.bits, batch), 0);
  return steps + angles * SECONDS_AN_ANGLE + SECONDS_A_STEP;
}

/** Of a step: what takes longer, to compute or to move. */
function secondsOf(step: Cost, bits: number, batch: Batch): number {
  const { samples, precision, differentiate } = batch;
  const bytes = precision === 'f32' ? 4 : 8;
  const total = (forward: number, backward: number): number =>
    samples * (forward + (differentiate ? backward : 0));
  // Samples share vectors of 16 bytes, so a tile of them is what passes walk over.
  const near = 2 * 16 * 2 ** bits <= NEAR;
  return Math.max(
    total(step.forward, step.backward) / OPERATIONS[precision],
    (bytes * total(step.moved.forward, step.moved.backward)) / (near ? CACHE : MEMORY),
  );
}
