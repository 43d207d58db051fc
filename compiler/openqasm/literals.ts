import { exact, type Exact } from '../../runtime/program/index.ts';

/**
 * The number that digits stand for, e.g. `3`, `0x1F`, `.5`, `1e-3`. Digits that are exactly the float64 of a multiple
 * of pi / 1024 are that multiple: programs written by programs have `1.5707963267948966` for `pi/2`.
 */
export function numberOf(digits: string): Exact {
  if (/^0[xXbBoO]/.test(digits)) return exact.decimal(Number(digits));
  const value = Number(digits);
  const parsed = exact.parseExact(digits);
  if (parsed.decimal === undefined && exact.asInteger(parsed) !== undefined) return parsed;
  return multipleOfPi(value) ?? (parsed.decimal === undefined ? parsed : exact.decimal(value));
}

function multipleOfPi(value: number): Exact | undefined {
  const steps = Math.round((value / Math.PI) * FINEST);
  if (steps === 0 || Math.abs(steps) > 64 * FINEST) return undefined;
  const candidate = exact.multiply(exact.fraction(steps, FINEST), exact.pi);
  return exact.toNumber(candidate) === value ? candidate : undefined;
}

/** A power of two, so that dividing by it loses nothing. */
const FINEST = 1024;

/** Numbers that have names in OpenQASM. */
export const constants: ReadonlyMap<string, Exact> = new Map([
  ['pi', exact.pi],
  ['π', exact.pi],
  ['tau', exact.multiply(exact.integer(2), exact.pi)],
  ['τ', exact.multiply(exact.integer(2), exact.pi)],
  ['euler', exact.decimal(Math.E)],
  ['ℇ', exact.decimal(Math.E)],
]);
