import { withEngine } from './engine.ts';
import { tokenise } from './lexer.ts';
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

/** Reads a text. Never throws: every text gives a tree, with `missing` parts where it could not be read. */
export function parse(text: string): Parsed {
  return withEngine(({ lexer, parser }) => {
    const { tokens, comments, problems } = tokenise(lexer, text);
    const parsed = parser.parse(text, tokens, comments, problems);
    return { tree: parsed.tree, problems: parsed.problems };
  });
}
