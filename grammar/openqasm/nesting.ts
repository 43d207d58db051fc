import type { IToken, TokenType } from 'chevrotain';
import type { OpenqasmProblem } from './problem.ts';
import { spanOf } from './reader.ts';
import {
  LeftBrace,
  LeftBracket,
  LeftParen,
  Minus,
  Not,
  Operator,
  Plus,
  RightBrace,
  RightBracket,
  RightParen,
} from './tokens.ts';

/** No person writes beyond these, and the call stack bears ten times as much. */
const DEEPEST = 100;
const LONGEST = 1000;

const openers: ReadonlySet<TokenType> = new Set([LeftParen, LeftBracket, LeftBrace]);
const closers: ReadonlySet<TokenType> = new Set([RightParen, RightBracket, RightBrace]);
const operators: ReadonlySet<TokenType> = new Set([Operator, Plus, Minus, Not]);

/** The first place where brackets are nested, or operators strung together, beyond what can be read. */
export function tooDeep(tokens: readonly IToken[]): OpenqasmProblem | null {
  let depth = 0;
  let strung = 0;
  for (const token of tokens) {
    const type = token.tokenType;
    if (openers.has(type)) depth++;
    else if (closers.has(type)) depth--;
    else if (operators.has(type)) strung++;
    else if (token.image === ';') strung = 0;
    if (depth > DEEPEST) return deep(token, `${DEEPEST} brackets inside one another`);
    if (strung > LONGEST) return deep(token, `${LONGEST} operators in one statement`);
  }
  return null;
}

function deep(token: IToken, what: string): OpenqasmProblem {
  return { kind: 'nesting', span: spanOf(token), what };
}
