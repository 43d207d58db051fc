import { Lexer, type ILexingError, type IToken } from 'chevrotain';
import { badEscapes } from './literals.ts';
import type { SyntaxProblem } from './problem.ts';
import {
  ForeignString,
  foreignSigns,
  is,
  retype,
  spanOf,
  StringToken,
  UnclosedString,
  vocabulary,
} from './tokens.ts';
import type { Span } from './tree.ts';

export interface Tokens {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
  readonly problems: readonly SyntaxProblem[];
}

/** Builds the lexer; `validations` are for the test that proves the token list sound. */
export function createLexer(validations: 'skip' | 'run' = 'skip'): Lexer {
  return new Lexer(vocabulary, {
    ensureOptimizations: true,
    positionTracking: 'full',
    skipValidations: validations === 'skip',
  });
}

/** Cuts a text into tokens and comments; characters that mean nothing are reported, once a line, and left out. */
export function tokenise(lexer: Lexer, text: string): Tokens {
  const { tokens, groups, errors } = lexer.tokenize(text);
  const problems = [
    ...tokens.flatMap(foreignProblems),
    ...errors.map((error) => ({ line: error.line ?? 0, problem: unknownCharacter(text, error) })),
    ...tokens.filter((token) => is(token, StringToken)).flatMap(stringProblems),
  ].sort((a, b) => a.problem.span.start - b.problem.span.start);
  return {
    tokens,
    comments: groups['comments'] ?? [],
    problems: problems
      .filter(({ line }, index) => problems[index - 1]?.line !== line)
      .map(({ problem }) => problem),
  };
}

/** What people paste or type from habit, and what it is in this language. */
const meant: Readonly<Record<string, string>> = {
  ...{ '\u201c': '"', '\u201d': '"', '\u201e': '"', "'": '"', '\u2018': '"', '\u2019': '"' },
  ...{ '\u2013': '-', '\u2212': '-', '\u00d7': '*', '\u00b7': '*', '\u00f7': '/', '\u03c0': 'pi' },
  ...{ '\u2264': '<=', '\u2265': '>=', '\u2260': '!=', '\u2026': '..', '#': '//', ';': '' },
};

function unknownCharacter(text: string, { offset, length }: ILexingError): SyntaxProblem {
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  const span = { start: offset, end: offset + character.length };
  const replacement = meant[character];
  // Quotes come in pairs, and other text may follow: only a lone character is mended.
  const mendable = replacement !== undefined && replacement !== '"' && length === character.length;
  const path = character === '.' ? pathAround(text, offset) : undefined;
  if (path !== undefined) {
    const quoted = `"${text.slice(path.start, path.end)}"`;
    const fix = { title: `Write \`${quoted}\``, edits: [{ span: path, text: quoted }] };
    return { code: 'unknown-character', span, values: { character }, fix };
  }
  return {
    code: 'unknown-character',
    span,
    values: { character },
    ...(mendable
      ? {
          fix: {
            title: replacement === '' ? `Remove \`${character}\`` : `Write \`${replacement}\``,
            edits: [{ span, text: replacement }],
          },
        }
      : {}),
  };
}

/** `tables/iris.csv`, whose quotes were forgotten. */
function pathAround(text: string, dot: number): Span | undefined {
  const isPart = (at: number): boolean => /[\w./-]/.test(text[at] ?? '');
  let [start, end] = [dot, dot + 1];
  while (isPart(start - 1)) start--;
  while (isPart(end)) end++;
  return start < dot && end > dot + 1 ? { start, end } : undefined;
}

/** Reads a sign of another language as what it is here, and says so. */
function foreignProblems(token: IToken): { line: number; problem: SyntaxProblem }[] {
  const sign = foreignSigns.find((one) => one.token === token.tokenType);
  const isString = token.tokenType === ForeignString;
  if (sign === undefined && !isString) return [];
  const meaning = sign?.meant ?? `"${token.image.slice(1, -1).replaceAll('"', '\\"')}"`;
  retype(token, sign?.type ?? StringToken);
  return [
    { line: token.startLine ?? 0, problem: foreignSign(spanOf(token), token.image, meaning) },
  ];
}

/** A sign of another language where it is clear what it is here. */
export function foreignSign(
  span: Span,
  sign: string,
  meaning: string,
): SyntaxProblem & Required<Pick<SyntaxProblem, 'fix'>> {
  return {
    code: 'foreign-sign',
    span,
    values: { sign, meant: meaning },
    fix: { title: `Write \`${meaning}\``, edits: [{ span, text: meaning }] },
  };
}

function stringProblems(token: IToken): { line: number; problem: SyntaxProblem }[] {
  const line = token.startLine ?? 0;
  const { start, end } = spanOf(token);
  const unclosed: SyntaxProblem[] =
    token.tokenType === UnclosedString
      ? [
          {
            code: 'unclosed',
            span: { start, end: start + 1 },
            values: { opener: '"', closer: '"' },
            related: [
              { span: { start: end, end }, label: 'the string runs to the end of its line' },
            ],
          },
        ]
      : [];
  const escapes = badEscapes(token).map((span): SyntaxProblem => ({
    code: 'unknown-character',
    span,
    values: { character: token.image.slice(span.start - start, span.end - start) },
  }));
  return [...unclosed, ...escapes].map((problem) => ({ line, problem }));
}
