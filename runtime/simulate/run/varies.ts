import type { Form } from '../plan/form.ts';
import {
  type Pass,
  phasesOf,
  type Plan,
  type RotationPass,
  type StartBlock,
} from '../plan/plan.ts';

/** Has a form a leaf whose gradient is wanted? */
export function formVaries(plan: Plan, form: Form): boolean {
  return form.terms.some(({ leaf }) => plan.wanted[leaf]);
}

export function slotVaries(plan: Plan, slot: number): boolean {
  return formVaries(plan, plan.slots[slot]!.angle);
}

export function diagonalVaries(plan: Plan, diagonal: number | null): boolean {
  return (
    diagonal !== null &&
    plan.diagonals[diagonal]!.terms.some(({ angle }) => formVaries(plan, angle))
  );
}

export function rotationsVary(plan: Plan, pass: RotationPass): boolean {
  return pass.rotations.some(({ slot }) => slotVaries(plan, slot));
}

/** Does the backward walk have to pass through here? */
export function passVaries(plan: Plan, pass: Pass): boolean {
  switch (pass.kind) {
    case 'rotation':
      return rotationsVary(plan, pass);
    case 'diagonal':
      return diagonalVaries(plan, pass.diagonal);
    case 'phase':
      return phasesOf(pass).some(({ slot }) => slotVaries(plan, slot));
  }
}

export function blockVaries(plan: Plan, block: StartBlock): boolean {
  return block.kind === 'rotation'
    ? slotVaries(plan, block.slot)
    : block.entries.some((entry) => formVaries(plan, entry));
}
