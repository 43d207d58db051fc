import type { SyntaxProblem } from '../../grammar/index.ts';

/** Thrown for a text with mistakes: whoever formats it might lose what was meant. */
export class UnreadableText extends Error {
  /** Never empty; in the order of the text. */
  readonly problems: readonly SyntaxProblem[];
  constructor(problems: readonly SyntaxProblem[]) {
    super(`The text has ${problems.length} mistakes.`);
    this.name = 'UnreadableText';
    this.problems = problems;
  }
}
