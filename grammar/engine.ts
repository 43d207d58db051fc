import type { Lexer } from 'chevrotain';
import { createLexer } from './lexer.ts';
import { QmmParser } from './parser/parser.ts';

interface Engine {
  readonly lexer: Lexer;
  readonly parser: QmmParser;
}

// Building an engine costs more than parsing with it, so engines at rest wait here. A parse has its own while it
// lasts and leaves nothing in it.
const resting: Engine[] = [];

/** Lends a lexer and a parser for as long as the work takes. */
export function withEngine<Result>(work: (engine: Engine) => Result): Result {
  const engine = resting.pop() ?? { lexer: createLexer(), parser: new QmmParser() };
  const result = work(engine);
  resting.push(engine);
  return result;
}
