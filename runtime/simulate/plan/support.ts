import type { Condition, Element, PauliMasks, RotationElement } from '../lower/element.ts';
import { emptySpan, type Mask, pullBack, type Span } from './bits.ts';

/** Operations in coordinates of the indices that can ever hold a non-zero amplitude. */
export interface Supported {
  readonly elements: readonly Element[];
  /** What the coordinates' unit vectors are as stored indices. */
  readonly basis: readonly Mask[];
  /** A string whose flip leaves the support has expectation zero: undefined. */
  pauli<P extends PauliMasks>(pauli: P): P | undefined;
  /** A parity, as seen on the support. */
  mask(mask: Mask): Mask;
}

/**
 * The state starts with one amplitude; each rotation with a new flip doubles its support. Indices outside of the
 * final support are never stored, and of every parity only the bits that can differ at that moment are kept: a
 * phase on a qubit that is still |0> is a global one, and a control that is still |0> or |1> is decided.
 * @param first flips that the prepared amplitudes reach, in the order of their binary digits from the least
 */
export function restrictToSupport(elements: readonly Element[], first: readonly Mask[]): Supported {
  const span = emptySpan();
  for (const flip of first) span.extend(flip);
  const restricted = elements.flatMap((element) => {
    if (element.kind === 'phase') {
      const mask = pullBack(element.mask, span.basis);
      return mask === 0 ? [] : [{ ...element, mask }];
    }
    return restrictRotation(element, span);
  });
  const { basis } = span;
  return {
    elements: restricted,
    basis,
    mask: (mask) => pullBack(mask, basis),
    pauli: (pauli) => {
      const flip = span.coordinates(pauli.flip);
      return flip === undefined
        ? undefined
        : { ...pauli, flip, parity: pullBack(pauli.parity, basis) };
    },
  };
}

/**
 * Without phases that are global ones for the state as it is by then.
 * @param prepared how many low bits the state starts with amplitudes on
 */
export function dropGlobalPhases(
  elements: readonly Element[],
  prepared: number,
): readonly Element[] {
  const span = emptySpan();
  for (let bit = 0; bit < prepared; bit++) span.extend(1 << bit);
  return elements.filter((element) => {
    if (element.kind === 'phase') return pullBack(element.mask, span.basis) !== 0;
    span.extend(element.flip);
    return true;
  });
}

function restrictRotation(element: RotationElement, span: Span): Element[] {
  const conditions = restrictConditions(element.conditions, span.basis);
  if (conditions === undefined) return [];
  span.extend(element.flip);
  const flip = span.coordinates(element.flip)!;
  return [{ ...element, flip, parity: pullBack(element.parity, span.basis), conditions }];
}

/** Undefined when they can never hold; sorted, so that equal conditions look equal. */
function restrictConditions(
  conditions: readonly Condition[],
  basis: readonly Mask[],
): readonly Condition[] | undefined {
  const values = new Map<Mask, 0 | 1>([[0, 0]]);
  for (const condition of conditions) {
    const mask = pullBack(condition.mask, basis);
    const known = values.get(mask);
    if (known !== undefined && known !== condition.value) return undefined;
    values.set(mask, condition.value);
  }
  values.delete(0);
  return [...values].sort(([a], [b]) => a - b).map(([mask, value]) => ({ mask, value }));
}
