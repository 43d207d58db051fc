import type { IToken } from 'chevrotain';
import type { SyntaxProblem } from '../problem.ts';
import { startSession } from '../session.ts';
import type { SourceFile } from '../tree.ts';
import { Mender } from './mender.ts';

/** The whole parser: all rules of the grammar, ready to read. */
export class QmmParser extends Mender {
  /** `validations` are for the test that proves the grammar sound; they cost more than the parser itself. */
  constructor(validations: 'skip' | 'run' = 'skip') {
    super(validations);
    this.performSelfAnalysis();
  }

  /** Parses one text; `lexical` are the problems its tokens already have. */
  parse(
    text: string,
    tokens: readonly IToken[],
    comments: readonly IToken[],
    lexical: readonly SyntaxProblem[],
  ): { tree: SourceFile; problems: readonly SyntaxProblem[] } {
    this.session = startSession(text, tokens, comments, lexical);
    // Chevrotain pads the vector it is given, so it gets its own.
    this.input = [...tokens];
    const tree = this.file();
    const problems = [...lexical, ...this.session.problems];
    this.session = startSession('', [], [], []);
    this.input = [];
    return { tree, problems: problems.sort((a, b) => a.span.start - b.span.start) };
  }
}
