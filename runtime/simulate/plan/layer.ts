import type { Element, PhaseElement, RotationElement } from '../lower/element.ts';
import type { Mask } from './bits.ts';
import { addForms, isZeroForm } from './form.ts';

/** A diagonal, then rotations in groups; of one group all commute, and none could act before the group before. */
export interface Layer {
  readonly diagonal: ReadonlyMap<Mask, PhaseElement>;
  readonly groups: readonly (readonly RotationElement[])[];
}

export function mergeElements<E extends Element>(a: E, b: E): E {
  return { ...a, angle: addForms(a.angle, b.angle), gates: [...a.gates, ...b.gates] };
}

/** Adds a phase to a diagonal. */
export function mergeInto(diagonal: Map<Mask, PhaseElement>, phase: PhaseElement): void {
  const same = diagonal.get(phase.mask);
  const merged = same ? mergeElements(same, phase) : phase;
  if (isZeroForm(merged.angle)) diagonal.delete(phase.mask);
  else diagonal.set(phase.mask, merged);
}
