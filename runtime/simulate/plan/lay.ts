import {
  commute,
  type Element,
  type PhaseElement,
  type RotationElement,
} from '../lower/element.ts';
import type { Mask } from './bits.ts';
import { isZeroForm } from './form.ts';
import { type Layer, mergeElements, mergeInto } from './layer.ts';
import { isPair } from './pairs.ts';
import { sameAxis } from './string.ts';

interface OpenLayer {
  readonly diagonal: Map<Mask, PhaseElement>;
  readonly groups: RotationElement[][];
}

/**
 * Sorts operations into as few layers as their order allows: each moves towards the start past everything it commutes
 * with, or to an equal one, whose angle it adds to. Diagonals separate layers, so there are as few of them as there
 * can be: phases never hold a rotation back that does not have to wait for them.
 */
export function layElements(elements: readonly Element[]): readonly Layer[] {
  const layers: OpenLayer[] = [];
  const layer = (index: number): OpenLayer => {
    while (layers.length <= index) layers.push({ diagonal: new Map(), groups: [] });
    return layers[index]!;
  };
  for (const element of elements) {
    if (element.kind === 'rotation') placeRotation(layers, layer, element);
    else
      mergeInto(layer(1 + layers.findLastIndex((one) => blocks(one, element))).diagonal, element);
  }
  return layers.map(({ diagonal, groups }) => ({
    diagonal,
    groups: groups.filter((group) => group.length > 0),
  }));
}

function blocks({ groups }: OpenLayer, phase: PhaseElement): boolean {
  return groups.some((group) => group.some((rotation) => !commute(phase, rotation)));
}

function placeRotation(
  layers: readonly OpenLayer[],
  layer: (index: number) => OpenLayer,
  rotation: RotationElement,
): void {
  for (let i = layers.length - 1; i >= 0; i--) {
    const { diagonal, groups } = layers[i]!;
    for (let j = groups.length - 1; j >= 0; j--) {
      const group = groups[j]!;
      const same = group.findIndex((other) => sameAxis(other, rotation));
      if (same >= 0) {
        const merged = mergeElements(group[same]!, rotation);
        group.splice(same, 1, ...(isZeroForm(merged.angle) ? [] : [merged]));
        return;
      }
      if (group.some((other) => !commute(rotation, other))) {
        join(groups, j + 1, rotation);
        return;
      }
      // Together they take less than each of them elsewhere.
      if (group.some((other) => isPair(other, rotation))) {
        group.push(rotation);
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
