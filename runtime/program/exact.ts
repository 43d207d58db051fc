/**
 * Numbers of the form `rational + rational * pi`, kept exact so that `rz(pi/2)` stays a Clifford gate.
 *
 * What leaves this form (a product of two multiples of pi, a fraction beyond 2^53) becomes a plain decimal,
 * carried in `decimal`; arithmetic with it is ordinary float64.
 */
export interface Exact {
  /** `[numerator, denominator]`, lowest terms, positive denominator. */
  readonly rational: Fraction;
  /** The multiple of pi. */
  readonly pi: Fraction;
  /** Present only when the value has no exact form; then it is the whole value. */
  readonly decimal?: number;
}

export type Fraction = readonly [numerator: number, denominator: number];

const NONE: Fraction = [0, 1];

export const zero: Exact = { rational: NONE, pi: NONE };
export const one: Exact = { rational: [1, 1], pi: NONE };
export const pi: Exact = { rational: NONE, pi: [1, 1] };

export function integer(value: number): Exact {
  return { rational: [value, 1], pi: NONE };
}

export function fraction(numerator: number, denominator: number): Exact {
  return fromParts(reduce(numerator, denominator), NONE, numerator / denominator);
}

export function decimal(value: number): Exact {
  return Number.isSafeInteger(value)
    ? integer(value)
    : { rational: NONE, pi: NONE, decimal: value };
}

/** The digits of a literal, e.g. `0.25` or `1e-3`, without loss where 2^53 allows it. */
export function parseExact(digits: string): Exact {
  const match = /^(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(digits);
  if (!match) return decimal(Number(digits));
  const [, whole = '', part = '', exponent = '0'] = match;
  const power = Number(exponent) - part.length;
  const mantissa = Number(whole + part);
  const scale = 10 ** Math.abs(power);
  return power >= 0 ? fraction(mantissa * scale, 1) : fraction(mantissa, scale);
}

export function toNumber(value: Exact): number {
  if (value.decimal !== undefined) return value.decimal;
  return ratio(value.rational) + ratio(value.pi) * Math.PI;
}

export function isZero(value: Exact): boolean {
  return value.decimal === undefined
    ? value.rational[0] === 0 && value.pi[0] === 0
    : value.decimal === 0;
}

export function isOne(value: Exact): boolean {
  return value.decimal === undefined && value.pi[0] === 0 && ratio(value.rational) === 1;
}

/** The value when it is a plain integer, else undefined. */
export function asInteger(value: Exact): number | undefined {
  return value.decimal === undefined && value.pi[0] === 0 && value.rational[1] === 1
    ? value.rational[0]
    : undefined;
}

export function add(a: Exact, b: Exact): Exact {
  if (a.decimal !== undefined || b.decimal !== undefined) return decimal(toNumber(a) + toNumber(b));
  return fromParts(sum(a.rational, b.rational), sum(a.pi, b.pi), toNumber(a) + toNumber(b));
}

export function negate(a: Exact): Exact {
  if (a.decimal !== undefined) return decimal(-a.decimal);
  return { rational: [0 - a.rational[0], a.rational[1]], pi: [0 - a.pi[0], a.pi[1]] };
}

export function subtract(a: Exact, b: Exact): Exact {
  return add(a, negate(b));
}

export function multiply(a: Exact, b: Exact): Exact {
  const value = toNumber(a) * toNumber(b);
  const piSquared = a.pi[0] !== 0 && b.pi[0] !== 0;
  if (piSquared || a.decimal !== undefined || b.decimal !== undefined) return decimal(value);
  return fromParts(
    product(a.rational, b.rational),
    sum(product(a.rational, b.pi), product(a.pi, b.rational)),
    value,
  );
}

/** `a / b`; a division by zero gives an infinite decimal, as in IEEE 754. */
export function divide(a: Exact, b: Exact): Exact {
  const value = toNumber(a) / toNumber(b);
  if (a.decimal !== undefined || b.decimal !== undefined || isZero(b)) return decimal(value);
  if (b.pi[0] === 0) {
    const inverse: Fraction = [b.rational[1], b.rational[0]];
    return fromParts(product(a.rational, inverse), product(a.pi, inverse), value);
  }
  if (b.rational[0] === 0 && a.rational[0] === 0) {
    return fromParts(product(a.pi, [b.pi[1], b.pi[0]]), NONE, value);
  }
  return decimal(value);
}

export function equals(a: Exact, b: Exact): boolean {
  return exactText(a) === exactText(b);
}

/** `3`, `-1/2`, `pi/4`, `1/2 + 3*pi/2`, `0.1234`; equal values have equal text. */
export function exactText(value: Exact): string {
  if (value.decimal !== undefined) return String(value.decimal);
  const [p, q] = value.pi;
  if (p === 0) return fractionText(value.rational);
  const head = Math.abs(p) === 1 ? 'pi' : `${Math.abs(p)}*pi`;
  const multiple = q === 1 ? head : `${head}/${q}`;
  if (value.rational[0] === 0) return p < 0 ? `-${multiple}` : multiple;
  return `${fractionText(value.rational)} ${p < 0 ? '-' : '+'} ${multiple}`;
}

function fractionText([numerator, denominator]: Fraction): string {
  return denominator === 1 ? String(numerator) : `${numerator}/${denominator}`;
}

function ratio([numerator, denominator]: Fraction): number {
  return numerator / denominator;
}

function sum(a: Fraction, b: Fraction): Fraction {
  return reduce(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
}

function product(a: Fraction, b: Fraction): Fraction {
  return reduce(a[0] * b[0], a[1] * b[1]);
}

function reduce(numerator: number, denominator: number): Fraction {
  const sign = denominator < 0 ? -1 : 1;
  const divisor = gcd(Math.abs(numerator), Math.abs(denominator)) || 1;
  // `0 -` and the `|| 0` keep negative zero out of the text form.
  return [(sign * numerator) / divisor || 0, Math.abs(denominator) / divisor];
}

function gcd(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}

function fromParts(rational: Fraction, multiple: Fraction, value: number): Exact {
  const safe = [...rational, ...multiple].every(Number.isSafeInteger);
  return safe ? { rational, pi: multiple } : decimal(value);
}
