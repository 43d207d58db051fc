import type { IToken, TokenType } from 'chevrotain';
import {
  Colon,
  isKeyword,
  LeftBrace,
  LeftBracket,
  LeftParen,
  RightBrace,
  RightBracket,
  RightParen,
  StringToken,
  word,
} from './tokens.ts';
import { declarationWords, statementWords } from './words.ts';

/** Which bracket closes which, by token index; -1 where there is none. */
export interface Brackets {
  /** Of an opener its closer, of a closer its opener. */
  readonly partner: Int32Array;
  /** The innermost opener around a token. */
  readonly enclosing: Int32Array;
}

/** What closes an opener. */
export const closerOf: ReadonlyMap<TokenType, TokenType> = new Map([
  [LeftParen, RightParen],
  [LeftBracket, RightBracket],
  [LeftBrace, RightBrace],
]);

const closers: ReadonlySet<TokenType> = new Set(closerOf.values());

/**
 * Finds every bracket's partner before parsing, so that a missing one is told where it is missing: a statement's
 * keyword at the start of a line ends every open `(` and `[`. Where braces do not add up, indentation and
 * declarations at the left margin say which one was forgotten.
 */
export function matchBrackets(tokens: readonly IToken[]): Brackets {
  const trusting = match(tokens, 'nesting');
  return hasLoneBrace(tokens, trusting) ? match(tokens, 'indentation') : trusting;
}

/** How far the brackets of a part of a text can be told without the rest of it. */
export function bracketReach(tokens: readonly IToken[]): 'own' | 'own, if all are' | 'further' {
  const trusting = match(tokens, 'nesting');
  // A type may begin the next line, `circuit` among them, which else begins a declaration.
  if (hasLoneBrace(tokens, trusting) || tokens.at(-1)?.tokenType === Colon) return 'further';
  const { partner } = match(tokens, 'indentation');
  return partner.every((one, index) => one === trusting.partner[index]) ? 'own' : 'own, if all are';
}

function hasLoneBrace(tokens: readonly IToken[], { partner }: Brackets): boolean {
  return tokens.some(
    ({ tokenType }, index) =>
      (tokenType === LeftBrace || tokenType === RightBrace) && partner[index] === -1,
  );
}

/** Whether a token stands in a `(` or `[` that is never closed. */
export function inUnclosed(tokens: readonly IToken[], brackets: Brackets, index: number): boolean {
  const opener = brackets.enclosing[index] ?? -1;
  return opener >= 0 && tokens[opener]!.tokenType !== LeftBrace && brackets.partner[opener] === -1;
}

/** Whether a token is the first on its line. */
export function startsLine(tokens: readonly IToken[], index: number): boolean {
  return index === 0 || tokens[index - 1]!.startLine! < tokens[index]!.startLine!;
}

function match(tokens: readonly IToken[], trust: 'nesting' | 'indentation'): Brackets {
  const partner = new Int32Array(tokens.length).fill(-1);
  const enclosing = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  tokens.forEach((token, index) => {
    const atLineStart = startsLine(tokens, index);
    if (atLineStart && isKeyword(token) && tokens[index + 1]?.tokenType !== Colon) {
      // Alone on its line, or before a string, it is rather an argument's name, half typed.
      const next = tokens[index + 1];
      const more = next?.startLine === token.startLine && next?.tokenType !== StringToken;
      if (more && statementWords.has(token.tokenType)) dropUntilBrace(tokens, open);
      if (
        trust === 'indentation' &&
        token.startColumn === 1 &&
        (declarationWords.has(token.tokenType) || token.tokenType === word.let)
      ) {
        open.length = 0;
      }
    }
    if (closers.has(token.tokenType)) {
      const level = levelClosedBy(tokens, open, index, trust);
      if (level >= 0) {
        partner[index] = open[level]!;
        partner[open[level]!] = index;
        open.length = level;
      }
    }
    enclosing[index] = open.at(-1) ?? -1;
    if (closerOf.has(token.tokenType)) open.push(index);
  });
  return { partner, enclosing };
}

function dropUntilBrace(tokens: readonly IToken[], open: number[]): void {
  while (open.length > 0 && tokens[open.at(-1)!]!.tokenType !== LeftBrace) open.pop();
}

/** How deep in the stack of open brackets the one lies that this closer closes; -1 for a closer too many. */
function levelClosedBy(
  tokens: readonly IToken[],
  open: readonly number[],
  closer: number,
  trust: 'nesting' | 'indentation',
): number {
  const closes = (level: number): boolean =>
    closerOf.get(tokens[open[level]!]!.tokenType) === tokens[closer]!.tokenType;
  const brace = tokens[closer]!.tokenType === RightBrace;
  let innermost = open.length - 1;
  // A `}` ends open parentheses; a `)` never reaches out of its braces.
  while (innermost >= 0 && !closes(innermost)) {
    if (!brace && tokens[open[innermost]!]!.tokenType === LeftBrace) return -1;
    innermost--;
  }
  if (!brace || trust === 'nesting' || !startsLine(tokens, closer)) return innermost;
  const indent = tokens[closer]!.startColumn!;
  for (let level = innermost; level >= 0; level--) {
    if (closes(level) && indentOf(tokens, open[level]!) === indent) return level;
  }
  return innermost;
}

/** The column of the first token on a token's line. */
function indentOf(tokens: readonly IToken[], index: number): number {
  let first = index;
  while (!startsLine(tokens, first)) first--;
  return tokens[first]!.startColumn!;
}
