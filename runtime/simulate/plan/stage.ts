import {
  commute,
  type Element,
  type PhaseElement,
  type RotationElement,
} from '../lower/element.ts';
import type { Mask } from './bits.ts';
import { addForms, isZeroForm } from './form.ts';

/** A diagonal, then rotations that commute with each other. */
export interface Stage {
  readonly diagonal: ReadonlyMap<Mask, PhaseElement>;
  readonly rotations: readonly RotationElement[];
}

interface OpenStage {
  readonly diagonal: Map<Mask, PhaseElement>;
  readonly rotations: RotationElement[];
}

/**
 * Sorts operations into as few stages as their order allows: each moves towards the start past everything it
 * commutes with. Rotations join the earliest stage they reach, or the same rotation there; phases join the latest
 * diagonal they reach, so that what can leave through the end has left before (see `trim`).
 */
export function stageElements(elements: readonly Element[]): readonly Stage[] {
  const stages: OpenStage[] = [{ diagonal: new Map(), rotations: [] }];
  for (const element of elements) {
    if (element.kind === 'phase') placePhase(stages, element);
    else placeRotation(stages, element);
  }
  return stages
    .map(({ diagonal, rotations }) => ({
      diagonal: new Map([...diagonal].filter(([, phase]) => !isZeroForm(phase.angle))),
      rotations: rotations.filter((rotation) => !isZeroForm(rotation.angle)),
    }))
    .filter(({ diagonal, rotations }) => diagonal.size > 0 || rotations.length > 0);
}

function placePhase(stages: OpenStage[], phase: PhaseElement): void {
  for (let s = stages.length - 1; s >= 0; s--) {
    const { diagonal, rotations } = stages[s]!;
    if (rotations.some((rotation) => !commute(phase, rotation))) break;
    if (diagonal.size === 0) continue;
    const same = diagonal.get(phase.mask);
    diagonal.set(phase.mask, same ? merge(same, phase) : phase);
    return;
  }
  stages.push({ diagonal: new Map([[phase.mask, phase]]), rotations: [] });
}

function placeRotation(stages: OpenStage[], rotation: RotationElement): void {
  let home: OpenStage | undefined;
  for (let s = stages.length - 1; s >= 0; s--) {
    const stage = stages[s]!;
    const same = stage.rotations.findIndex((other) => sameAxis(other, rotation));
    if (same >= 0) {
      stage.rotations[same] = merge(stage.rotations[same]!, rotation);
      return;
    }
    if (stage.rotations.some((other) => !commute(rotation, other))) break;
    home = stage;
    if ([...stage.diagonal.values()].some((phase) => !commute(rotation, phase))) break;
  }
  if (home) home.rotations.push(rotation);
  else stages.push({ diagonal: new Map(), rotations: [rotation] });
}

function sameAxis(a: RotationElement, b: RotationElement): boolean {
  return (
    a.flip === b.flip &&
    a.parity === b.parity &&
    a.conditions.length === b.conditions.length &&
    a.conditions.every(({ mask, value }, i) => {
      const other = b.conditions[i]!;
      return mask === other.mask && value === other.value;
    })
  );
}

function merge<E extends Element>(a: E, b: E): E {
  return { ...a, angle: addForms(a.angle, b.angle), merged: a.merged + b.merged };
}
