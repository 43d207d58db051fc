import type { Condition, RotationElement } from '../lower/element.ts';
import { parity } from './bits.ts';

/** Rotations that one pass does together. */
export interface Group {
  readonly rotations: readonly RotationElement[];
  readonly conditions: readonly Condition[];
}

/** The widest pass, and the widest that has registers left for a diagonal. */
const WIDEST = 3;
export const WIDEST_WITH_DIAGONAL = 2;

/**
 * Packs rotations that commute into passes.
 * @param first the widest that the first pass may be
 */
export function groupRotations(
  rotations: readonly RotationElement[],
  first: number,
): readonly Group[] {
  const families = new Map<string, RotationElement[]>();
  for (const rotation of rotations) {
    const key = rotation.conditions.map(({ mask, value }) => `${mask}=${value}`).join();
    families.set(key, [...(families.get(key) ?? []), rotation]);
  }
  // Those without conditions come first: only they can take the diagonal along.
  const sorted = [...families.values()].sort(
    (a, b) => a[0]!.conditions.length - b[0]!.conditions.length,
  );
  return sorted.flatMap((family, i) => pack(family, i === 0 ? first : WIDEST));
}

function pack(family: readonly RotationElement[], first: number): Group[] {
  const { conditions } = family[0]!;
  const groups: Group[] = [];
  let rest = family;
  while (rest.length > 0) {
    const widest = groups.length === 0 ? Math.min(first, headWidth(rest.length, first)) : WIDEST;
    const chosen: RotationElement[] = [];
    for (const rotation of rest) {
      if (chosen.length < widest && chosen.every((other) => apart(other, rotation))) {
        chosen.push(rotation);
      }
    }
    groups.push({ rotations: chosen, conditions });
    rest = rest.filter((rotation) => !chosen.includes(rotation));
  }
  return groups;
}

/** Leaves a multiple of the widest for the other passes where it can. */
function headWidth(count: number, first: number): number {
  const remainder = count % WIDEST;
  return remainder === 0 ? first : remainder;
}

function apart(a: RotationElement, b: RotationElement): boolean {
  return parity(a.flip & b.parity) === 0 && parity(b.flip & a.parity) === 0;
}
