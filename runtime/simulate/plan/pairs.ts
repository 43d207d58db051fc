import type { RotationElement } from '../lower/element.ts';
import { type Mask, parity } from './bits.ts';
import { addForms, type Form, isZeroForm, scaleForm } from './form.ts';
import type { Group } from './group.ts';

/**
 * Two rotations that flip the same bits and commute, as those of XX and YY: their strings are equal where the index has
 * even parity with `differs`, and opposite elsewhere, so that each half of the state turns once, by the sum or the
 * difference of the angles.
 */
interface Pair {
  readonly first: RotationElement;
  readonly differs: Mask;
  /** By the parity with `differs`. */
  readonly angles: readonly [Form, Form];
}

const WIDEST = 3;
/** Bits of an index that are left for blocks, at least: then what a pass begins with does not count. */
const FREE_BITS = 2;

/** Whether two rotations that commute make a pair. */
export function isPair(a: RotationElement, b: RotationElement): boolean {
  return a.flip === b.flip && a.conditions.length === 0 && b.conditions.length === 0;
}

/**
 * Takes pairs out of rotations that commute. Several pairs that do not touch each other turn together, once for each
 * combination of their halves.
 */
export function pairRotations(
  rotations: readonly RotationElement[],
  bits: number,
): { readonly single: readonly RotationElement[]; readonly together: readonly Group[] } {
  const open = new Map<Mask, RotationElement>();
  const pairs: Pair[] = [];
  const conditional = rotations.filter(({ conditions }) => conditions.length > 0);
  for (const rotation of rotations) {
    if (rotation.conditions.length > 0) continue;
    const first = open.get(rotation.flip);
    if (first === undefined) open.set(rotation.flip, rotation);
    else {
      open.delete(rotation.flip);
      pairs.push(pairOf(first, rotation));
    }
  }
  return { single: [...open.values(), ...conditional], together: packPairs(pairs, bits) };
}

function pairOf(first: RotationElement, second: RotationElement): Pair {
  return {
    first: { ...first, gates: [...first.gates, ...second.gates] },
    differs: first.parity ^ second.parity,
    angles: [
      addForms(first.angle, second.angle),
      addForms(first.angle, scaleForm(second.angle, -1)),
    ],
  };
}

function packPairs(pairs: readonly Pair[], bits: number): readonly Group[] {
  const widest = Math.max(1, Math.min(WIDEST, Math.floor((bits - FREE_BITS) / 2)));
  const packs: Pair[][] = [];
  for (const pair of pairs) {
    const pack = packs.find(
      (others) => others.length < widest && others.every((other) => apart(other, pair)),
    );
    if (pack) pack.push(pair);
    else packs.push([pair]);
  }
  return packs.flatMap((pack) =>
    Array.from({ length: 2 ** pack.length }, (_, halves): Group => {
      const valueOf = (i: number): 0 | 1 => ((halves >> i) & 1) as 0 | 1;
      return {
        conditions: pack.map(({ differs }, i) => ({ mask: differs, value: valueOf(i) })),
        rotations: pack.flatMap(({ first, angles }, i) => {
          const angle = angles[valueOf(i)];
          return isZeroForm(angle) ? [] : [{ ...first, angle }];
        }),
      };
    }).filter(({ rotations }) => rotations.length > 0),
  );
}

function apart(a: Pair, b: Pair): boolean {
  return (
    parity(a.first.flip & b.first.parity) === 0 &&
    parity(b.first.flip & a.first.parity) === 0 &&
    parity(a.first.flip & b.differs) === 0 &&
    parity(b.first.flip & a.differs) === 0
  );
}
