import type { IToken, Lexer } from 'chevrotain';
import { matchBrackets, type Brackets } from '../brackets.ts';
import { createLexer, tokenise } from '../lexer.ts';
import {
  endOf,
  is,
  LeftBrace,
  Name,
  NumberToken,
  spanOf,
  StringToken,
  word,
  Word,
  type Keyword,
} from '../tokens.ts';
import type { Span } from '../tree.ts';
import { declarationKeywords, startWords, type Home } from '../words.ts';
import { openCall, type OpenCall } from './call.ts';
import { createExpect, type Expect, type Expectations } from './expected.ts';
import { bodyOf, innermost, openBrace, startsStatement } from './home.ts';

/** What the parser waits for at a place, as plain data. */
export interface Situation {
  readonly home: Home;
  /** Whose braces are around the place: `model`, `train`, `repeat`; undefined at the top. */
  readonly body: Keyword | undefined;
  /** The word that is being typed, up to its end; empty between words. */
  readonly word: Span;
  /** Whether a statement may start here. */
  readonly startsStatement: boolean;
  /** What may come next in the statement that has begun. */
  readonly wanted: readonly Wanted[];
  /** First word of the statement that has begun; empty for none. */
  readonly statement: string;
  /** Where it begins; of none, where the word does. */
  readonly statementStart: number;
  /** The token before the place. */
  readonly previous: string;
  readonly call: OpenCall | undefined;
}

export type Wanted =
  | { readonly kind: 'keyword'; readonly text: Keyword; readonly rules: readonly string[] }
  /** A name, or a word before `:`, and the rules that ask for it, outermost first. */
  | { readonly kind: 'name' | 'label'; readonly rules: readonly string[] };

/** Tells what may stand at an offset of a text; undefined in comments, strings and numbers. */
export type Assist = (text: string, offset: number) => Situation | undefined;

/** Building it costs some milliseconds, so who asks often keeps one. */
export function createAssist(): Assist {
  const lexer = createLexer();
  const expect = createExpect();
  return (text, offset) => situationAt(lexer, expect, text, offset);
}

function situationAt(
  lexer: Lexer,
  expect: Expect,
  text: string,
  offset: number,
): Situation | undefined {
  // No statement reaches over the beginning of a declaration, and what follows the line says nothing of the place.
  const from = declarationStart(text, offset);
  const { tokens: all, comments } = tokenise(lexer, text.slice(from, lineEnd(text, offset)));
  for (const token of [...all, ...comments]) token.startOffset += from;
  if (comments.some((one) => one.startOffset < offset && offset <= endOf(one))) return undefined;
  const touched = all.find((one) => one.startOffset < offset && offset <= endOf(one));
  if (touched && isLiteral(touched, offset)) return undefined;
  const typed = touched && is(touched, Word) ? touched : undefined;
  const start = typed?.startOffset ?? offset;
  const tokens = all.slice(0, count(all, start));
  const brackets = matchBrackets(tokens);
  const brace = openBrace(tokens, brackets);
  const { home, keyword: body } = bodyOf(tokens, brackets, brace);
  const begun = statementStart(tokens, brackets, brace, home);
  const inner = innermost(tokens, brackets);
  const own = begun < 0 ? [] : tokens.slice(begun);
  const expected = expectedIn(expect, own, home);
  const firstOnLine = tokens.length === 0 || lineStart(text, start) > endOf(tokens.at(-1)!) - 1;
  const fresh = firstOnLine || is(tokens.at(-1), LeftBrace);
  return {
    home,
    body,
    word: typed ? spanOf(typed) : { start: offset, end: offset },
    startsStatement: inner === brace && fresh,
    // Where a line starts, what only goes on with a whole statement is rather the next one.
    wanted: fresh && expected.isWhole && inner === brace ? [] : wantedOf(expected),
    statement: own[0]?.image ?? '',
    statementStart: own[0]?.startOffset ?? start,
    previous: tokens.at(-1)?.image ?? '',
    call: openCall(tokens, brackets, inner),
  };
}

/** Nothing is to be completed in a string or behind a digit. */
function isLiteral(token: IToken, offset: number): boolean {
  if (is(token, StringToken)) return offset < endOf(token) || !/^".*"$/.test(token.image);
  return is(token, NumberToken);
}

function count(tokens: readonly IToken[], before: number): number {
  let found = 0;
  while (found < tokens.length && tokens[found]!.startOffset < before) found++;
  return found;
}

/** The first token of the statement that the end of the tokens is in; -1 before the first statement of a body. */
function statementStart(
  tokens: readonly IToken[],
  { enclosing }: Brackets,
  brace: number,
  home: Home,
): number {
  for (let index = tokens.length - 1; index > brace; index--) {
    if (enclosing[index] === brace && startsStatement(tokens, index, home)) return index;
  }
  return -1;
}

const opening = { image: '{', startOffset: 0, endOffset: 0, tokenTypeIdx: LeftBrace.tokenTypeIdx! };

function expectedIn(expect: Expect, tokens: readonly IToken[], home: Home): Expectations {
  const [first] = tokens;
  if (first === undefined) return { next: [], isWhole: true };
  if (home === 'settings') {
    const brace: IToken = { ...opening, tokenType: LeftBrace };
    return withoutBrace(expect('settings', [brace, ...tokens]));
  }
  if (first.tokenType === word.return) return expect('expr', tokens.slice(1));
  if (is(first, Name)) return expect('operation', tokens);
  return expect(first.image, tokens);
}

/** A block of settings goes on until its `}`: an entry is whole where that may come. */
function withoutBrace({ next }: Expectations): Expectations {
  return { next, isWhole: next.some(({ type }) => type.name === 'RightBrace') };
}

function wantedOf({ next }: Expectations): Wanted[] {
  const found = new Map<string, Wanted>();
  for (const { type, rules } of next) {
    const keyword = keywordOf(type.name);
    const kind = keyword ? 'keyword' : type === Name ? 'name' : type === Word ? 'label' : undefined;
    if (kind === undefined) continue;
    const one: Wanted = keyword
      ? { kind: 'keyword', text: keyword, rules }
      : { kind: kind as 'name' | 'label', rules };
    found.set(`${kind} ${keyword ?? ''} ${rules.join(' ')}`, one);
  }
  return [...found.values()];
}

function keywordOf(name: string): Keyword | undefined {
  const text = name.toLowerCase() as Keyword;
  return name === name.toUpperCase() && Object.hasOwn(word, text) ? text : undefined;
}

/** Where the declaration around an offset begins: the last of its keywords at the left margin before. */
function declarationStart(text: string, offset: number): number {
  for (let line = lineStart(text, offset); line > 0; line = lineStart(text, line - 1))
    if (declares.test(text.slice(line, line + 12))) return line;
  return 0;
}

const declares = new RegExp(`^(?:${declarationKeywords.join('|')})\\b`);

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

function lineStart(text: string, offset: number): number {
  // A search from before the text would find a line break that the text begins with.
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The keywords that a statement of this home starts with. */
export function statementWordsOf(home: Home): readonly Keyword[] {
  return startWords[home];
}
