import { reduceAngle } from '../kernels/sine-cosine.ts';
import type { Plan } from '../plan/plan.ts';
import { createFormTable } from '../run/angles.ts';
import type { Vector } from '../wasm/vector.ts';
import type { Machine } from './machine.ts';
import type { Gradients } from './part.ts';

/** Writes the coefficients of all slots for given leaves; and gives slots' gradients to leaves. */
export function slotAngles(
  plan: Plan,
  vector: Vector,
  { angles, coefficients }: { readonly angles: number; readonly coefficients: number },
  machine: Machine,
): { (leaves: Float64Array): void; scatter(gradients: Gradients): void } {
  const forms = createFormTable(
    plan.slots.map(({ angle }) => angle),
    plan.wanted.map((_, leaf) => leaf),
  );
  const padded = Math.ceil(plan.slots.length / vector.lanes) * vector.lanes;
  const evaluate = (leaves: Float64Array): void => {
    const { doubles } = machine.views();
    const first = angles / 8;
    plan.slots.forEach(({ angle }, slot) => {
      doubles[first + slot] = reduceAngle(0.5 * forms.evaluate(slot, angle.constant, leaves, 0));
    });
    doubles.fill(0, first + plan.slots.length, first + padded);
    machine.tangents(angles, angles + 8 * padded, coefficients);
  };
  const scatter = ({ slots, leaves }: Gradients): void => {
    slots.forEach((gradient, slot) => forms.scatter(slot, gradient, leaves, 0));
  };
  return Object.assign(evaluate, { scatter });
}
