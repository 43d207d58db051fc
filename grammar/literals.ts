import type { IToken } from 'chevrotain';
import { endOf, is, Quantity, spanOf, UnclosedString, units } from './tokens.ts';
import type { NumberLiteral, Span, StringLiteral, Unit } from './tree.ts';

/** A number as written, its unit apart and its underscores gone. */
export function numberLiteral(token: IToken): NumberLiteral {
  const unit = is(token, Quantity) ? unitOf(token.image) : null;
  const digits = token.image.slice(0, token.image.length - (unit?.length ?? 0)).replaceAll('_', '');
  return { kind: 'number', digits, integer: /^\d+$/.test(digits), unit, span: spanOf(token) };
}

/** The unit a word means, also when its capitals are wrong; undefined for any other word. */
export function unitNamed(word: string): Unit | undefined {
  const exact = units.find((unit) => unit === word);
  return exact ?? units.find((unit) => unit.toLowerCase() === word.toLowerCase());
}

export function stringLiteral(token: IToken): StringLiteral {
  return { kind: 'string', value: unescape(token).value, span: spanOf(token) };
}

/** The escapes of a string that mean nothing, such as `\q`, with their places. */
export function badEscapes(token: IToken): readonly Span[] {
  return unescape(token).bad;
}

const plain: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', t: '\t' };

function unescape(token: IToken): { value: string; bad: Span[] } {
  const inner = token.image.slice(1, is(token, UnclosedString) ? undefined : -1);
  const bad: Span[] = [];
  const value = inner.replace(
    /\\(u\{([0-9a-fA-F]{1,6})\}|.)/gu,
    (all, escape: string, code: string | undefined, at: number) => {
      const point = code === undefined ? -1 : parseInt(code, 16);
      if (point >= 0 && point <= 0x10ffff) return String.fromCodePoint(point);
      const known = plain[escape];
      if (known !== undefined) return known;
      const start = token.startOffset + 1 + at;
      bad.push({ start, end: Math.min(start + all.length, endOf(token)) });
      return all;
    },
  );
  return { value, bad };
}

function unitOf(image: string): Unit {
  // Longest first: `kHz` ends with `Hz`, `ms` with `s`.
  const longestFirst = [...units].sort((a, b) => b.length - a.length);
  return longestFirst.find((unit) => image.endsWith(unit))!;
}
