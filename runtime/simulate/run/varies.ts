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

/** Has a plan angles or amplitudes whose gradients are wanted, before its passes on the whole? */
export function beginningVaries(plan: Plan): boolean {
  return (
    plan.start.some((block) => blockVaries(plan, block)) ||
    plan.subsystems.some(({ start, passes }) => {
      const isDiagonal = (pass: Pass): boolean =>
        pass.kind === 'rotation' && diagonalVaries(plan, pass.diagonal);
      return (
        start.some((block) => blockVaries(plan, block)) ||
        passes.some((pass) => passVaries(plan, pass) || isDiagonal(pass))
      );
    })
  );
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
