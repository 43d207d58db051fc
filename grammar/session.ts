import type { IToken } from 'chevrotain';
import { matchBrackets, type Brackets } from './brackets.ts';
import { readComments, type Comments } from './comments.ts';
import type { SyntaxProblem } from './problem.ts';
import type { Declaration } from './tree.ts';
import type { Home } from './words.ts';

/** What one parse knows and gathers; the parser itself keeps nothing between texts. */
export interface Session {
  readonly text: string;
  readonly tokens: readonly IToken[];
  readonly comments: Comments;
  readonly brackets: Brackets;
  /** Found by the lexer; a parse problem beside one of these is its echo and not told. */
  readonly lexical: readonly SyntaxProblem[];
  readonly problems: SyntaxProblem[];
  /** Declarations found inside other blocks. */
  readonly displaced: Declaration[];
  /** Keywords that were used as names and already told of. */
  readonly toldWords: Set<string>;
  /** The openers of the bodies being read, outermost first; -1 for a brace that is not there. */
  readonly bodies: { readonly home: Home; readonly opener: number }[];
  /** How many brackets, bodies and signs are open around the next token. */
  depth: number;
  /** Whether too deep a nesting was told of. */
  tooDeep: boolean;
  /** What is being written, in words. */
  statement: string;
  /** The statement read last. */
  finished: string;
  /** The token at which reading the statement failed; -1 while all is well. */
  lost: number;
  /** Whether what comes may still be debris of a statement that failed. */
  recovering: boolean;
  /** Whether the statement before stood in the wrong place; a run of them is one mistake. */
  astray: boolean;
  /** The token that was read as the keyword it resembles; -1 for none. */
  respelt: number;
}

export function startSession(
  text: string,
  tokens: readonly IToken[],
  comments: readonly IToken[],
  lexical: readonly SyntaxProblem[],
): Session {
  return {
    text,
    tokens,
    comments: readComments(comments, tokens),
    brackets: matchBrackets(tokens),
    lexical,
    problems: [],
    displaced: [],
    toldWords: new Set(),
    bodies: [],
    depth: 0,
    tooDeep: false,
    statement: 'file',
    finished: '',
    lost: -1,
    recovering: false,
    astray: false,
    respelt: -1,
  };
}
