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

  /**
   * Parses one text; `lexical` are the problems its tokens already have. Declarations that stood inside of others,
   * `displaced` of them, come last.
   */
  parse(
    text: string,
    tokens: readonly IToken[],
    comments: readonly IToken[],
    lexical: readonly SyntaxProblem[],
  ): { tree: SourceFile; problems: readonly SyntaxProblem[]; displaced: number } {
    this.session = startSession(text, tokens, comments, lexical);
    // Chevrotain pads the vector it is given, so it gets its own.
    this.input = [...tokens];
    const tree = this.file();
    const problems = [...lexical, ...this.session.problems];
    const displaced = this.session.displaced.length;
    this.session = startSession('', [], [], []);
    this.input = [];
    problems.sort((a, b) => a.span.start - b.span.start);
    return { tree, problems, displaced };
  }
}
