import type { PhaseElement, RotationElement } from '../lower/element.ts';
import type { Mask } from './bits.ts';
import type { Layer } from './layer.ts';

/** A diagonal, then rotations that commute with each other. */
export interface Stage {
  readonly diagonal: ReadonlyMap<Mask, PhaseElement>;
  readonly rotations: readonly RotationElement[];
}

export function stagesOf(layers: readonly Layer[]): readonly Stage[] {
  return layers.flatMap(({ diagonal, groups: [first = [], ...others] }) => [
    ...(diagonal.size > 0 || first.length > 0 ? [{ diagonal, rotations: first }] : []),
    ...others.map((rotations): Stage => ({ diagonal: new Map(), rotations })),
  ]);
}

/** @param move from one numbering of the index's bits to another */
export function moveStage(stage: Stage, move: (mask: Mask) => Mask): Stage {
  return {
    diagonal: new Map(
      [...stage.diagonal].map(([mask, phase]) => [move(mask), { ...phase, mask: move(mask) }]),
    ),
    rotations: stage.rotations.map((rotation) => ({
      ...rotation,
      flip: move(rotation.flip),
      parity: move(rotation.parity),
      conditions: rotation.conditions.map(({ mask, value }) => ({ mask: move(mask), value })),
    })),
  };
}
