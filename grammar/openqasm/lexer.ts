import { Lexer, type IToken } from 'chevrotain';
import type { OpenqasmProblem } from './problem.ts';
import {
  At,
  LeftBrace,
  Name,
  RightBrace,
  Semicolon,
  sharedWords,
  thirdWords,
  vocabulary,
} from './tokens.ts';
import type { Dialect } from './tree.ts';

export interface Tokens {
  readonly dialect: Dialect;
  readonly tokens: IToken[];
  readonly problems: readonly OpenqasmProblem[];
}

export function createLexer(): Lexer {
  return new Lexer(vocabulary, {
    ensureOptimizations: true,
    positionTracking: 'full',
    skipValidations: true,
  });
}

/** Cuts a text into tokens; what is a word and what a name depends on the version that the text says it has. */
export function tokenise(lexer: Lexer, text: string): Tokens {
  const { tokens: all, errors } = lexer.tokenize(text);
  const tokens = withoutAnnotations(all);
  const dialect = dialectOf(tokens);
  const words = dialect === 2 ? sharedWords : thirdWords;
  for (const token of tokens) {
    const type = token.tokenType === Name ? words.get(token.image) : undefined;
    if (type === undefined) continue;
    token.tokenType = type;
    token.tokenTypeIdx = type.tokenTypeIdx!;
  }
  return {
    dialect,
    tokens,
    problems: errors
      .filter(({ line }, index) => errors[index - 1]?.line !== line)
      .map(({ offset }) => {
        const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
        const span = { start: offset, end: offset + character.length };
        return { kind: 'character', span, character };
      }),
  };
}

/** By its first line; a text without one is of version 2 if it includes the library of version 2. */
function dialectOf(tokens: readonly IToken[]): Dialect {
  const [first, version] = tokens;
  if (first?.image === 'OPENQASM') return version?.image.startsWith('2') === true ? 2 : 3;
  return tokens.some(({ image }) => /^["']qelib1\.inc["']$/.test(image)) ? 2 : 3;
}

/** `@name ...` on a line of its own says something to another tool. */
function withoutAnnotations(tokens: readonly IToken[]): IToken[] {
  if (!tokens.some(({ tokenType }) => tokenType === At)) return [...tokens];
  const kept: IToken[] = [];
  let line: number | undefined;
  for (const token of tokens) {
    if (token.startLine === line) continue;
    const before = kept.at(-1)?.tokenType;
    const begins =
      before === undefined || [Semicolon, LeftBrace, RightBrace].some((one) => one === before);
    line = token.tokenType === At && begins ? token.startLine : undefined;
    if (line === undefined) kept.push(token);
  }
  return kept;
}
