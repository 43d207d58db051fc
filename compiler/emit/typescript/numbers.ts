import type { Exact } from '../../../runtime/program/index.ts';
import { exact } from '../../../runtime/program/index.ts';

/** A number as a person writes it: `Math.PI / 2` rather than its digits. */
export function numberText(value: number): string {
  const multiple = value / Math.PI;
  for (const denominator of [1, 2, 3, 4, 6, 8]) {
    const numerator = Math.round(multiple * denominator);
    if (numerator !== 0 && (numerator / denominator) * Math.PI === value) {
      return piText(numerator, denominator);
    }
  }
  return plainText(value);
}

/** The same for an exact number. */
export function exactNumberText(value: Exact): string {
  if (value.decimal !== undefined || value.pi[0] === 0) return plainText(exact.toNumber(value));
  const pi = piText(...value.pi);
  if (value.rational[0] === 0) return pi;
  return `${pi} + ${plainText(exact.toNumber({ rational: value.rational, pi: [0, 1] }))}`;
}

function piText(numerator: number, denominator: number): string {
  const size = Math.abs(numerator);
  const multiple = size === 1 ? 'Math.PI' : `${size} * Math.PI`;
  const sign = numerator < 0 ? '-' : '';
  if (denominator === 1) return `${sign}${multiple}`;
  return size === 1 ? `${sign}Math.PI / ${denominator}` : `(${sign}${multiple}) / ${denominator}`;
}

function plainText(value: number): string {
  if (Number.isNaN(value)) return 'Number.NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return String(value === 0 ? 0 : value);
}
