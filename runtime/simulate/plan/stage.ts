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

/** A diagonal, then rotations in groups; of one group all commute, and no group could act before the one before it. */
interface Layer {
  readonly diagonal: Map<Mask, PhaseElement>;
  readonly groups: RotationElement[][];
}

/**
 * Sorts operations into as few layers as their order allows: each moves towards the start past everything it commutes
 * with, or to an equal one, whose angle it adds to. Diagonals separate layers, so there are as few of them as there
 * can be: phases never hold a rotation back that does not have to wait for them.
 */
export function stageElements(elements: readonly Element[]): readonly Stage[] {
  const layers: Layer[] = [];
  const layer = (index: number): Layer => {
    while (layers.length <= index) layers.push({ diagonal: new Map(), groups: [] });
    return layers[index]!;
  };
  for (const element of elements) {
    if (isZeroForm(element.angle)) continue;
    if (element.kind === 'phase') placePhase(layers, layer, element);
    else placeRotation(layers, layer, element);
  }
  return layers.flatMap(({ diagonal, groups }) => {
    const [first = [], ...others] = groups.filter((group) => group.length > 0);
    if (diagonal.size === 0 && first.length === 0) return [];
    return [
      { diagonal, rotations: first },
      ...others.map((rotations): Stage => ({ diagonal: new Map(), rotations })),
    ];
  });
}

function placePhase(
  layers: readonly Layer[],
  layer: (index: number) => Layer,
  phase: PhaseElement,
): void {
  const { diagonal } = layer(1 + layers.findLastIndex(({ groups }) => blocked(groups, phase)));
  const same = diagonal.get(phase.mask);
  const merged = same ? merge(same, phase) : phase;
  if (isZeroForm(merged.angle)) diagonal.delete(phase.mask);
  else diagonal.set(phase.mask, merged);
}

function blocked(groups: readonly (readonly RotationElement[])[], phase: PhaseElement): boolean {
  return groups.some((group) => group.some((rotation) => !commute(phase, rotation)));
}

function placeRotation(
  layers: readonly Layer[],
  layer: (index: number) => Layer,
  rotation: RotationElement,
): void {
  for (let i = layers.length - 1; i >= 0; i--) {
    const { diagonal, groups } = layers[i]!;
    for (let j = groups.length - 1; j >= 0; j--) {
      const group = groups[j]!;
      const same = group.findIndex((other) => sameAxis(other, rotation));
      if (same >= 0) {
        const merged = merge(group[same]!, rotation);
        group.splice(same, 1, ...(isZeroForm(merged.angle) ? [] : [merged]));
        return;
      }
      if (group.some((other) => !commute(rotation, other))) {
        join(groups, j + 1, rotation);
        return;
      }
    }
    if ([...diagonal.values()].some((phase) => !commute(rotation, phase))) {
      join(groups, 0, rotation);
      return;
    }
  }
  join(layer(0).groups, 0, rotation);
}

function join(groups: RotationElement[][], index: number, rotation: RotationElement): void {
  const group = groups[index];
  if (group) group.push(rotation);
  else groups.push([rotation]);
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
