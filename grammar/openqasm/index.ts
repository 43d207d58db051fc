import type { IToken } from 'chevrotain';
import type { Span } from '../tree.ts';
import { createLexer, tokenise } from './lexer.ts';
import { tooDeep } from './nesting.ts';
import { OpenqasmParser } from './parser.ts';
import type { OpenqasmProblem } from './problem.ts';
import { spanOf } from './reader.ts';
import { resumeAt } from './recover.ts';
import { Beyond, Pragma, Quantity } from './tokens.ts';
import type { OpenqasmFile, Statement } from './tree.ts';

export type { OpenqasmProblem } from './problem.ts';
export type * from './tree.ts';

export interface ParsedOpenqasm {
  readonly tree: OpenqasmFile;
  /** In the order of the text. */
  readonly problems: readonly OpenqasmProblem[];
}

/** A text with more mistakes than this is no OpenQASM; what follows is not read. */
const MOST_PROBLEMS = 50;

/** Reads an OpenQASM 2 or 3 text. Never throws: statements that cannot be read are told of and left out. */
export function parseOpenqasm(text: string): ParsedOpenqasm {
  const { dialect, tokens, problems: lexical } = tokenise(createLexer(), text);
  const deep = tooDeep(tokens);
  if (deep !== null) return { tree: { dialect, statements: [] }, problems: [...lexical, deep] };
  const parser = new OpenqasmParser();
  const statements: Statement[] = [];
  const problems = [...lexical, ...versionProblems(tokens)];
  for (let rest: readonly IToken[] = tokens; rest.length > 0;) {
    if (problems.length >= MOST_PROBLEMS) break;
    const read = parser.read(rest, dialect);
    for (const statement of read.statements) statements.push(statement);
    if (read.lost === null) break;
    problems.push(problemAt(rest, read.lost, text.length));
    rest = rest.slice(resumeAt(rest, read.lost));
  }
  problems.sort((a, b) => a.span.start - b.span.start);
  return { tree: { dialect, statements }, problems };
}

function problemAt(
  tokens: readonly IToken[],
  { at, expected }: { at: number; expected: string },
  end: number,
): OpenqasmProblem {
  const token = tokens[at];
  if (token?.tokenType === Beyond || token?.tokenType === Quantity)
    return { kind: 'unsupported', span: spanOf(token), construct: `\`${token.image}\`` };
  if (token?.tokenType === Pragma)
    return { kind: 'unsupported', span: spanOf(token), construct: 'A `pragma`' };
  const found = token === undefined ? 'the end of the file' : `\`${token.image}\``;
  const before = tokens[at - 1];
  const lineEnds = before !== undefined && before.startLine !== token?.startLine;
  // What is missing at the end of a line is shown there.
  if (lineEnds) return { kind: 'expected', span: lastCharacter(before), expected, found };
  const span = token === undefined ? { start: end, end } : spanOf(token);
  return { kind: 'expected', span, expected, found };
}

function lastCharacter(token: IToken): Span {
  const { end } = spanOf(token);
  return { start: end - 1, end };
}

function versionProblems(tokens: readonly IToken[]): OpenqasmProblem[] {
  const [first, version] = tokens;
  if (first?.image !== 'OPENQASM' || version === undefined) return [];
  if (/^[23](\.\d+)?$/.test(version.image)) return [];
  const construct = `OpenQASM ${version.image}`;
  return [{ kind: 'unsupported', span: spanOf(version), construct }];
}
