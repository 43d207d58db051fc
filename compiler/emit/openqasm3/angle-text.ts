import { exact, type Affine, type Exact } from '../../../runtime/program/index.ts';

/**
 * An affine form as an OpenQASM expression, e.g. `0.5 * a003_w_1 + 1.5707963267948966`.
 *
 * Numbers are the shortest decimals that read back as the same float64; `pi` is written out, as IBM's own writer does.
 */
export function angleText({ constant, terms }: Affine, nameOf: (leaf: number) => string): string {
  const products = terms.map(({ leaf, coefficient }) => signed(coefficient, nameOf(leaf)));
  const number = exact.toNumber(constant);
  if (products.length === 0) return floatText(number);
  const parts = number === 0 ? products : [...products, sign(number, floatText(Math.abs(number)))];
  return parts
    .map(({ minus, text }, index) => {
      if (index === 0) return minus ? `-${text}` : text;
      return minus ? `- ${text}` : `+ ${text}`;
    })
    .join(' ');
}

/** A float literal: never an integer, never `-0`. */
export function floatText(value: number): string {
  const text = String(value === 0 ? 0 : value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function signed(coefficient: Exact, name: string): { minus: boolean; text: string } {
  const value = exact.toNumber(coefficient);
  const size = Math.abs(value);
  return sign(value, size === 1 ? name : `${floatText(size)} * ${name}`);
}

function sign(value: number, text: string): { minus: boolean; text: string } {
  return { minus: value < 0, text };
}
