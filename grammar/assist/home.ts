import type { IToken } from 'chevrotain';
import { startsLine, type Brackets } from '../brackets.ts';
import { Colon, is, LeftBrace, Name, RightBrace, word, Word, type Keyword } from '../tokens.ts';
import { startWords, type Home } from '../words.ts';

/** The innermost `{` that is open at the end of the tokens; -1 at the top of the file. */
export function openBrace(tokens: readonly IToken[], brackets: Brackets): number {
  let opener = innermost(tokens, brackets);
  while (opener >= 0 && !is(tokens[opener], LeftBrace)) opener = brackets.enclosing[opener]!;
  return opener;
}

/** The innermost bracket that is open at the end of the tokens, or -1. */
export function innermost(tokens: readonly IToken[], { partner, enclosing }: Brackets): number {
  const last = tokens.length - 1;
  if (last < 0) return -1;
  return isOpener(tokens[last]!) && partner[last] === -1 ? last : enclosing[last]!;
}

function isOpener({ image }: IToken): boolean {
  return image === '(' || image === '[' || image === '{';
}

const homes: readonly (readonly [Keyword, Home])[] = [
  ...(['model', 'function', 'circuit'] as const).map((one) => [one, one] as const),
  ...(['data', 'train', 'target', 'compare', 'stage'] as const).map(
    (one) => [one, 'settings'] as const,
  ),
  ...(['for', 'repeat', 'if', 'else', 'control', 'inverse'] as const).map(
    (one) => [one, 'circuit'] as const,
  ),
];

export interface Body {
  readonly home: Home;
  /** The keyword whose braces these are, e.g. `train` or `repeat`; undefined at the top. */
  readonly keyword: Keyword | undefined;
}

/** What a `{` is the beginning of. */
export function bodyOf(tokens: readonly IToken[], brackets: Brackets, brace: number): Body {
  for (let index = brace - 1; index >= 0; index--) {
    const found = homes.find(([keyword]) => tokens[index]!.tokenType === word[keyword]);
    if (found) return { keyword: found[0], home: found[1] };
    // Over what stands in brackets: a parameter may be a `circuit`.
    const partner = brackets.partner[index]!;
    if (partner >= 0 && partner < index) index = partner;
  }
  return { home: 'file', keyword: undefined };
}

/** Whether a statement of this home begins with this token. */
export function startsStatement(tokens: readonly IToken[], index: number, home: Home): boolean {
  const before = tokens[index - 1];
  const first = startsLine(tokens, index) || is(before, LeftBrace) || is(before, RightBrace);
  const token = tokens[index];
  if (!first || token === undefined) return false;
  if (home === 'settings' && is(token, Word)) return is(tokens[index + 1], Colon) || isLast();
  if (home === 'circuit' && is(token, Name)) return true;
  return startWords[home].some((keyword) => token.tokenType === word[keyword]);

  function isLast(): boolean {
    return token!.tokenType === word.stage || token!.tokenType === word.require;
  }
}
