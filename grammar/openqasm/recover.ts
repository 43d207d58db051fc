import type { IToken } from 'chevrotain';
import { LeftBrace, RightBrace, Semicolon } from './tokens.ts';

/**
 * Where reading goes on after it was lost at a token: where a `;` was only forgotten at that token, else behind the
 * end of the statement, which is the next `;` outside braces or the `}` that closes them.
 *
 * @returns a token index beyond where the statement starts, at most the number of tokens.
 */
export function resumeAt(
  tokens: readonly IToken[],
  lost: { readonly at: number; readonly expected: string },
): number {
  const { at } = lost;
  const first = startOfStatement(tokens, at);
  const [token, previous] = [tokens[at], tokens[at - 1]];
  const forgotten = lost.expected === '`;`' && token?.startLine !== previous?.startLine;
  if (forgotten && at > first && depthAt(tokens, first, at) === 0) return at;
  let depth = 0;
  for (let index = first; index < tokens.length; index++) {
    const type = tokens[index]!.tokenType;
    if (type === LeftBrace) depth++;
    if (type === RightBrace) depth--;
    const ended = type === Semicolon || type === RightBrace;
    if (ended && depth <= 0 && index >= at) return index + 1;
  }
  return tokens.length;
}

/** Behind the last `;` or `}` outside braces before a token. */
function startOfStatement(tokens: readonly IToken[], at: number): number {
  let depth = 0;
  let first = 0;
  for (let index = 0; index < at; index++) {
    const type = tokens[index]!.tokenType;
    if (type === LeftBrace) depth++;
    if (type === RightBrace) depth = Math.max(0, depth - 1);
    if ((type === Semicolon || type === RightBrace) && depth === 0) first = index + 1;
  }
  return first;
}

function depthAt(tokens: readonly IToken[], from: number, to: number): number {
  return tokens.slice(from, to).reduce((depth, { tokenType }) => {
    if (tokenType === LeftBrace) return depth + 1;
    return tokenType === RightBrace ? depth - 1 : depth;
  }, 0);
}
