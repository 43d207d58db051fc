import type { IToken } from 'chevrotain';
import { inUnclosed, startsLine, type Brackets } from './brackets.ts';
import { Colon, is, isKeyword, LeftBrace, RightBrace, Word } from './tokens.ts';
import type { Home } from './words.ts';

/**
 * Where reading goes on after a statement failed at token `lost`: at the next line that starts with a keyword or a
 * name, behind every bracket that was open and is closed, and never beyond the `}` of the body.
 *
 * @returns a token index, at most the number of tokens.
 */
export function resumeAt(
  tokens: readonly IToken[],
  brackets: Brackets,
  lost: number,
  home: Home,
): number {
  let index = leaveParentheses(tokens, brackets, lost);
  while (index < tokens.length) {
    const token = tokens[index]!;
    if (is(token, RightBrace)) return index;
    if (startsLine(tokens, index) && startsStatement(tokens, brackets, index, home)) return index;
    const partner = brackets.partner[index]!;
    index = partner > index ? partner + 1 : index + 1;
  }
  return index;
}

/** The `{` that opens the body of a statement whose header failed at token `lost`, on the line where it ends. */
export function bodyAfter(
  tokens: readonly IToken[],
  brackets: Brackets,
  lost: number,
): number | undefined {
  const from = leaveParentheses(tokens, brackets, lost);
  const anchor = from > lost ? from - 1 : lost;
  // A failure at the start of a line was told of the line before; what stands here is another statement.
  if (from === lost && lost < tokens.length && startsLine(tokens, lost)) return undefined;
  for (let index = from; index < tokens.length;) {
    if (tokens[index]!.startLine !== tokens[anchor]!.startLine) return undefined;
    if (is(tokens[index], LeftBrace)) return index;
    if (is(tokens[index], RightBrace)) return undefined;
    const partner = brackets.partner[index]!;
    index = partner > index ? partner + 1 : index + 1;
  }
  return undefined;
}

function leaveParentheses(tokens: readonly IToken[], brackets: Brackets, from: number): number {
  let index = from;
  let opener = from < tokens.length ? brackets.enclosing[from]! : -1;
  while (opener >= 0 && !is(tokens[opener], LeftBrace)) {
    const partner = brackets.partner[opener]!;
    if (partner >= 0) index = partner + 1;
    opener = brackets.enclosing[opener]!;
  }
  return index;
}

function startsStatement(
  tokens: readonly IToken[],
  brackets: Brackets,
  index: number,
  home: Home,
): boolean {
  const token = tokens[index]!;
  if (!is(token, Word)) return false;
  // Had it started a statement, it would have ended the parenthesis.
  if (isKeyword(token) && inUnclosed(tokens, brackets, index)) return false;
  // `word:` at the start of a line is a setting, or an argument of a call that was broken over lines.
  return home === 'settings' || !is(tokens[index + 1], Colon);
}
