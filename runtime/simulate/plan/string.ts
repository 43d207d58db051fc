import {
  commute,
  type Element,
  type PauliMasks,
  type PhaseElement,
  type RotationElement,
} from '../lower/element.ts';
import { parity } from './bits.ts';
import { scaleForm } from './form.ts';

/*
 * Elements as rotations about Pauli strings, `exp(-i angle / 2 P)` with `P = i^(flip . parity) X^flip Z^parity`; a
 * phase flips nothing.
 */

export function stringOf(element: Element): PauliMasks {
  return element.kind === 'phase' ? { flip: 0, parity: element.mask } : element;
}

export function multiplyStrings(a: PauliMasks, b: PauliMasks): PauliMasks {
  return { flip: a.flip ^ b.flip, parity: a.parity ^ b.parity };
}

export function hasConditions(element: Element): boolean {
  return element.kind === 'rotation' && element.conditions.length > 0;
}

export function sameAxis(a: Element, b: Element): boolean {
  if (a.kind === 'phase') return b.kind === 'phase' && a.mask === b.mask;
  if (b.kind === 'phase') return false;
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

/**
 * `exp(i a / 2 P) E exp(-i a / 2 P)` for `a = sign pi / 2` and an element E without conditions that does not commute
 * with P: it turns about `sign i P E` instead.
 */
export function conjugate(element: Element, about: PauliMasks, sign: number): Element {
  const own = stringOf(element);
  const string = multiplyStrings(about, own);
  // The power of i in i P E, by (X^a Z^b) (X^c Z^d) = (-1)^(b . c) X^(a + c) Z^(b + d).
  const power =
    1 +
    parity(about.flip & about.parity) +
    parity(own.flip & own.parity) +
    2 * parity(about.parity & own.flip) -
    parity(string.flip & string.parity);
  const angle = scaleForm(element.angle, power % 4 === 0 ? sign : -sign);
  const { gates } = element;
  return string.flip === 0
    ? ({ kind: 'phase', mask: string.parity, angle, gates } satisfies PhaseElement)
    : ({ kind: 'rotation', ...string, conditions: [], angle, gates } satisfies RotationElement);
}

/** What an element becomes when a Pauli string that acted before it acts after it instead. */
export function passString(element: Element, { flip, parity: signs }: PauliMasks): Element {
  if (flip === 0 && signs === 0) return element;
  const own = stringOf(element);
  const opposite = parity(own.flip & signs) !== parity(flip & own.parity);
  const angle = opposite ? scaleForm(element.angle, -1) : element.angle;
  if (element.kind === 'phase') return { ...element, angle };
  const conditions = element.conditions.map(({ mask, value }) => ({
    mask,
    value: (value ^ parity(mask & flip)) as 0 | 1,
  }));
  return { ...element, angle, conditions };
}

/** Whether one turns the axis of the other, and nothing else. */
export function turnsAxis(a: Element, b: Element): boolean {
  return !hasConditions(a) && !hasConditions(b) && !commute(a, b);
}
