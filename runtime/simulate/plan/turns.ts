import type { Element } from '../lower/element.ts';
import { hasConditions } from './string.ts';

/** How far sums of exact multiples of pi in float64 can be from another, in turns. */
const ROUNDING = 2 ** -50;

/** Nothing, up to a global phase. */
export function isIdentity(element: Element): boolean {
  const { constant, terms } = element.angle;
  const period = hasConditions(element) ? 2 : 1;
  return terms.length === 0 && isWhole(constant / (2 * Math.PI * period));
}

/** The Pauli string itself, up to a global phase. */
export function isHalfTurn(element: Element): boolean {
  const { constant, terms } = element.angle;
  return terms.length === 0 && !hasConditions(element) && isWhole(constant / (2 * Math.PI) - 1 / 2);
}

/** 1 or -1 for a rotation by a quarter turn that way, up to a global phase and half turns; 0 for others. */
export function quarterTurn(element: Element): -1 | 0 | 1 {
  const { constant, terms } = element.angle;
  if (element.kind === 'phase' || terms.length > 0 || hasConditions(element)) return 0;
  const turns = constant / (2 * Math.PI);
  if (isWhole(turns - 1 / 4)) return 1;
  return isWhole(turns + 1 / 4) ? -1 : 0;
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) <= ROUNDING * Math.max(1, Math.abs(value));
}
