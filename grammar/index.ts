import type { Lexer } from 'chevrotain';
import { createLexer, tokenise } from './lexer.ts';
import { QmmParser } from './parser/parser.ts';
import type { SyntaxProblem } from './problem.ts';
import type { SourceFile } from './tree.ts';

export type { SyntaxCode, SyntaxProblem, TextEdit } from './problem.ts';
export type * from './tree.ts';
export { keywords, units, type Keyword } from './tokens.ts';

export interface Parsed {
  readonly tree: SourceFile;
  /** In the order of the text. */
  readonly problems: readonly SyntaxProblem[];
}

interface Engine {
  readonly lexer: Lexer;
  readonly parser: QmmParser;
}

// Building an engine costs more than parsing with it, so engines at rest wait here. A parse has its own while it
// lasts and leaves nothing in it.
const resting: Engine[] = [];

/** Reads a text. Never throws: every text gives a tree, with `missing` parts where it could not be read. */
export function parse(text: string): Parsed {
  const engine = resting.pop() ?? { lexer: createLexer(), parser: new QmmParser() };
  const { tokens, comments, problems } = tokenise(engine.lexer, text);
  const parsed = engine.parser.parse(text, tokens, comments, problems);
  resting.push(engine);
  return parsed;
}
