import { exact, type Affine, type Exact } from '../../../runtime/program/index.ts';
import { addAngles, scaleAngle } from '../angles.ts';
import { TOLERANCE } from './quaternion.ts';

/** An angle while a circuit is worked on: what is known of it as a number in radians, what is open as it was. */
export interface Angle {
  readonly constant: number;
  readonly terms: Affine['terms'];
}

const NONE: Affine['terms'] = [];

export function known(constant: number): Angle {
  return { constant, terms: NONE };
}

export function isKnown({ terms }: Angle): boolean {
  return terms.length === 0;
}

export function fromAffine({ constant, terms }: Affine): Angle {
  return { constant: exact.toNumber(constant), terms };
}

export function plus(a: Angle, b: Angle): Angle {
  const constant = a.constant + b.constant;
  if (a.terms.length === 0) return { constant, terms: b.terms };
  if (b.terms.length === 0) return { constant, terms: a.terms };
  const { terms } = addAngles(
    { constant: exact.zero, terms: a.terms },
    { constant: exact.zero, terms: b.terms },
  );
  return { constant, terms };
}

export function negative({ constant, terms }: Angle): Angle {
  if (terms.length === 0) return { constant: -constant, terms };
  const opposite = scaleAngle({ constant: exact.zero, terms }, exact.integer(-1));
  return { constant: -constant, terms: opposite.terms };
}

export function halved({ constant, terms }: Angle): Angle {
  if (terms.length === 0) return known(constant / 2);
  const scaled = scaleAngle({ constant: exact.zero, terms }, exact.fraction(1, 2));
  return { constant: constant / 2, terms: scaled.terms };
}

/** `constant + factor * angle`, the factor an integer. */
export function scaled(angle: Angle, factor: number, constant = 0): Angle {
  const moved = constant + factor * angle.constant;
  if (angle.terms.length === 0) return known(moved);
  const { terms } = scaleAngle({ constant: exact.zero, terms: angle.terms }, exact.integer(factor));
  return { constant: moved, terms };
}

/** Of `rz` and its like: is it nothing, phases aside? */
export function isWholeTurns({ constant, terms }: Angle): boolean {
  return terms.length === 0 && distanceToMultiple(constant, 2 * Math.PI) < TOLERANCE;
}

/** Is it an odd multiple of half a turn? */
export function isHalfTurn({ constant, terms }: Angle): boolean {
  return terms.length === 0 && distanceToMultiple(constant - Math.PI, 2 * Math.PI) < TOLERANCE;
}

/** Is it an odd multiple of a quarter turn? */
export function isQuarterTurn({ constant, terms }: Angle): boolean {
  return terms.length === 0 && distanceToMultiple(constant - Math.PI / 2, Math.PI) < TOLERANCE;
}

function distanceToMultiple(value: number, unit: number): number {
  return Math.abs(value - unit * Math.round(value / unit));
}

/** Halves of pi, thirds and so on come from texts; whatever else is close to one of these is one of them. */
const DENOMINATORS = [1, 2, 3, 4, 5, 6, 8, 12, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096];
const CLOSE = 1e-13;

/** As a form for the outside, turns taken off: multiples of pi are exact again, and small. */
export function toAffine({ constant, terms }: Angle): Affine {
  return { constant: exactAngle(reduced(constant)), terms };
}

/** In (-pi, pi]. */
function reduced(value: number): number {
  const rest = value - 2 * Math.PI * Math.round(value / (2 * Math.PI));
  return rest <= -Math.PI + CLOSE ? rest + 2 * Math.PI : rest;
}

function exactAngle(value: number): Exact {
  const inPi = value / Math.PI;
  for (const denominator of DENOMINATORS) {
    const numerator = Math.round(inPi * denominator);
    if (Math.abs(inPi - numerator / denominator) < CLOSE) {
      return exact.multiply(exact.fraction(numerator, denominator), exact.pi);
    }
  }
  return exact.decimal(value);
}
