import { exact, type Affine } from '../../../runtime/program/index.ts';

/** A `real` of OpenQASM 2: the shortest decimal that reads back as the same float64, with a point always. */
export function realText({ constant }: Affine): string {
  const value = exact.toNumber(constant);
  const [digits, exponent] = String(value === 0 ? 0 : value).split('e') as [string, string?];
  const mantissa = digits.includes('.') ? digits : `${digits}.0`;
  return exponent === undefined ? mantissa : `${mantissa}e${exponent}`;
}
