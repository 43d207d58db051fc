import type { IToken } from 'chevrotain';
import type { SyntaxProblem } from '../problem.ts';
import { startSession } from '../session.ts';
import type { Let, SourceFile } from '../tree.ts';
import type { Home } from '../words.ts';
import { Declarations } from './declarations.ts';

/** The whole parser: every rule, and what to do with a statement that stands where it does not belong. */
export class QmmParser extends Declarations {
  constructor(validations: 'skip' | 'run' = 'skip') {
    super(validations);
    this.performSelfAnalysis();
  }

  /** Parses one text; `lexical` are the problems its tokens already have. */
  parse(
    text: string,
    tokens: IToken[],
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

  protected mend(home: Home): readonly Let[] {
    if (this.RECORDING_PHASE) return [];
    return home === 'file' ? [] : [];
  }
}
