import { exact, type Exact } from '../../runtime/program/index.ts';

const decimals: Readonly<Record<string, (x: number) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  exp: Math.exp,
  ln: Math.log,
  log: Math.log,
  sqrt: Math.sqrt,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
  floor: Math.floor,
  ceiling: Math.ceil,
};

/** Functions of one number, and `pow` and `mod` of two. */
export const functions: ReadonlyMap<string, (x: Exact, y: Exact) => Exact> = new Map([
  ...Object.entries(decimals).map(
    ([name, of]) => [name, (x: Exact): Exact => exact.decimal(of(exact.toNumber(x)))] as const,
  ),
  ['pow', power],
  ['mod', remainder],
]);

export function argumentCount(name: string): number {
  return name === 'pow' || name === 'mod' ? 2 : 1;
}

/** `base ** exponent`, exact for small whole exponents. */
export function power(base: Exact, exponent: Exact): Exact {
  const times = exact.asInteger(exponent);
  if (times === undefined || Math.abs(times) > 64)
    return exact.decimal(exact.toNumber(base) ** exact.toNumber(exponent));
  let result = exact.one;
  for (let k = 0; k < Math.abs(times); k++) result = exact.multiply(result, base);
  return times < 0 ? exact.divide(exact.one, result) : result;
}

/** With the sign of the dividend, as in C. */
export function remainder(a: Exact, b: Exact): Exact {
  return exact.decimal(exact.toNumber(a) % exact.toNumber(b));
}
