import { commute, type Element, type PauliMasks } from '../lower/element.ts';
import { addForms } from './form.ts';
import {
  conjugate,
  hasConditions,
  multiplyStrings,
  passString,
  sameAxis,
  stringOf,
  turnsAxis,
} from './string.ts';
import { isHalfTurn, isIdentity, quarterTurn } from './turns.ts';

/** Elements, then a Pauli string that acts after them. */
export interface Simplified {
  readonly elements: readonly Element[];
  readonly last: PauliMasks;
}

/** What becomes of quarter turns that change the basis of others. */
export type Bases = 'kept' | 'moved';

const NOTHING: PauliMasks = { flip: 0, parity: 0 };
/** How many elements back the other half of a change of basis is looked for. */
const FARTHEST = 500;

/**
 * The same operator, up to a global phase, from fewer elements. Angles about one axis add up where all between commute
 * with it. Half turns are Pauli strings, which go to the end: on their way they change no more than signs and values of
 * conditions.
 *
 * With `bases: 'moved'`, so do quarter turns where it saves rotations: a rotation that flips the same bits becomes a
 * phase as one passes it, and two with one other element between become none, turning that one's axis.
 */
export function simplify(elements: readonly Element[], bases: Bases): Simplified {
  const out: Element[] = [];
  let last = NOTHING;
  const leave = (string: PauliMasks): void => {
    last = multiplyStrings(last, string);
  };

  /** Adds an element after all others. */
  const place = (element: Element): void => {
    if (isIdentity(element)) return;
    if (isHalfTurn(element)) {
      leave(stringOf(element));
      return;
    }
    for (let i = out.length - 1; i >= 0; i--) {
      const other = out[i]!;
      if (sameAxis(other, element)) {
        mergeAt(i, element);
        return;
      }
      if (commute(other, element)) continue;
      if (bases === 'moved' && (exchange(i, element) || meet(i, element))) return;
      break;
    }
    out.push(element);
  };

  const mergeAt = (i: number, element: Element): void => {
    const other = out[i]!;
    const merged = {
      ...other,
      angle: addForms(other.angle, element.angle),
      gates: [...other.gates, ...element.gates],
    };
    if (isHalfTurn(merged)) leave(stringOf(merged));
    if (isHalfTurn(merged) || isIdentity(merged)) out.splice(i, 1);
    else out[i] = merged;
  };

  /** Adds elements that act before `last` does, which what they leave then joins. */
  const placeAll = (added: readonly Element[]): void => {
    const outer = last;
    last = NOTHING;
    for (const element of added) place(passString(element, last));
    last = multiplyStrings(outer, last);
  };

  /** Adds elements before `out[i]`. */
  const placeBefore = (i: number, added: readonly Element[]): void => {
    const [tail, outer] = [out.splice(i), last];
    last = NOTHING;
    placeAll(added);
    const passing = last;
    out.push(...tail.map((element) => passString(element, passing)));
    last = multiplyStrings(outer, passing);
  };

  /** A quarter turn and a rotation that flips the same bits, one of them `out[i]`, pass each other. */
  const exchange = (i: number, element: Element): boolean => {
    const other = out[i]!;
    if (stringOf(other).flip !== stringOf(element).flip || !turnsAxis(other, element)) return false;
    if (quarterTurn(other) !== 0) {
      placeBefore(i, [conjugate(element, stringOf(other), quarterTurn(other))]);
      return true;
    }
    if (quarterTurn(element) === 0) return false;
    out.splice(i, 1);
    placeBefore(i, [element, conjugate(other, stringOf(element), -quarterTurn(element))]);
    return true;
  };

  /** Two quarter turns about one axis meet, past `out[i]` and others that cost no more for it. */
  const meet = (i: number, element: Element): boolean => {
    if (quarterTurn(element) === 0) return false;
    let phases = 0;
    for (let j = i; j >= Math.max(0, i - FARTHEST); j--) {
      const other = out[j]!;
      if (sameAxis(other, element)) {
        if (quarterTurn(other) === 0) return false;
        const [first, ...between] = out.splice(j);
        const turned = between.map((one) =>
          commute(one, element) ? one : conjugate(one, stringOf(element), quarterTurn(first!)),
        );
        placeAll([...turned, { ...element, angle: addForms(first!.angle, element.angle) }]);
        return true;
      }
      if (commute(other, element)) continue;
      if (hasConditions(other)) return false;
      if (other.kind === 'phase' && ++phases > 1) return false;
    }
    return false;
  };

  for (const element of elements) place(passString(element, last));
  return { elements: out, last };
}
