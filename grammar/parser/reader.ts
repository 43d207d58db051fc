import {
  EmbeddedActionsParser,
  NoViableAltException,
  type IToken,
  type ParserMethod,
  type TokenType,
} from 'chevrotain';
import { docAbove } from '../comments.ts';
import type { SyntaxProblem } from '../problem.ts';
import { bodyAfter, resumeAt } from '../recover.ts';
import { startSession, type Session } from '../session.ts';
import {
  Comma,
  endOf,
  Integer,
  is,
  LeftBrace,
  RightBrace,
  spanOf,
  StringToken,
  vocabulary,
} from '../tokens.ts';
import type { Let, Name, Span } from '../tree.ts';
import type { Home } from '../words.ts';

/** A tenth of what the default call stack bears; no person nests this deep. */
const deepest = 100;

export type Rule<T> = ParserMethod<[], T>;

/**
 * What every rule builds on: places, names, and a way to go on after a mistake.
 *
 * Rules never throw. At a mistake the parser reports it and is *lost*: it sees the end of the text, so that every
 * open rule finishes with what it has and `missing` parts. The statement then puts it back at the next line that can
 * be read.
 */
export abstract class Reader extends EmbeddedActionsParser {
  protected session: Session = startSession('', [], [], []);
  /** Chevrotain's cursor: the index of the token read last. */
  declare protected currIdx: number;

  constructor(validations: 'skip' | 'run') {
    super(vocabulary, {
      maxLookahead: 2,
      recoveryEnabled: false,
      skipValidations: validations === 'skip',
    });
  }

  /** Reports what cannot start a statement here and skips it; gives the names it would have bound. */
  protected abstract mend(home: Home): readonly Let[];

  protected get lost(): boolean {
    return this.session.lost >= 0;
  }

  /** The index of the next token. */
  protected get position(): number {
    return this.lost ? this.session.lost : this.currIdx + 1;
  }

  protected get previous(): IToken | undefined {
    return this.session.tokens[this.position - 1];
  }

  protected next(ahead = 1): IToken | undefined {
    return this.lost ? undefined : this.session.tokens[this.currIdx + ahead];
  }

  protected sees(type: TokenType, ahead = 1): boolean {
    return is(this.next(ahead), type);
  }

  /** Where the next token starts. */
  protected start(): number {
    return this.next()?.startOffset ?? this.end();
  }

  /** Where the last token ended. */
  protected end(): number {
    const { previous } = this;
    return previous === undefined ? 0 : endOf(previous);
  }

  /** From an offset to the last token; empty where nothing was read. */
  protected span(start: number): Span {
    const end = this.end();
    return { start: Math.min(start, end), end };
  }

  /** The `///` lines above the next token. */
  protected doc(): string {
    const token = this.next();
    return token === undefined ? '' : docAbove(this.session.comments, token.startLine!);
  }

  /** Whether the next token stands on the line where the last one ended. */
  protected onSameLine(): boolean {
    return this.next() !== undefined && this.next()?.startLine === this.previous?.startLine;
  }

  // Chevrotain throws where a token does not match; here that is a mistake to report, and an empty token.
  protected override CONSUME(type: TokenType): IToken {
    return this.sees(type) ? super.CONSUME(type) : this.absent(type);
  }
  protected override CONSUME1(type: TokenType): IToken {
    return this.sees(type) ? super.CONSUME1(type) : this.absent(type);
  }
  protected override CONSUME2(type: TokenType): IToken {
    return this.sees(type) ? super.CONSUME2(type) : this.absent(type);
  }

  private absent(type: TokenType): IToken {
    this.fail(inWords(type));
    const at = this.end();
    return {
      image: '',
      startOffset: at,
      endOffset: at,
      tokenType: type,
      tokenTypeIdx: type.tokenTypeIdx!,
    };
  }

  /** Defines a rule of the grammar. */
  protected rule<T>(name: string, read: () => T): Rule<T> {
    return this.RULE(name, read);
  }

  /** Takes one of several alternatives; where none fits, that is a mistake and `otherwise` stands in. */
  protected choose<T>(expected: string, choice: () => T, otherwise: () => T): T {
    if (this.RECORDING_PHASE) return choice();
    if (this.lost) return otherwise();
    try {
      return choice();
    } catch (error) {
      if (!(error instanceof NoViableAltException)) throw error;
      this.fail(expected);
      return otherwise();
    }
  }

  /** Reads what can hold itself, as long as the call stack surely bears it. */
  protected deeper<T>(read: () => T, otherwise: () => T): T {
    if (this.RECORDING_PHASE) return read();
    if (this.session.depth >= deepest) {
      if (this.session.tooDeep) this.lose();
      this.fail('something less deeply nested');
      this.session.tooDeep = true;
      return otherwise();
    }
    this.session.depth++;
    const node = read();
    this.session.depth--;
    return node;
  }

  /** Closes a `(` or `[`; tells of the opener when its partner is nowhere. */
  protected close(opener: number, closer: string, consume: () => IToken): void {
    if (!this.RECORDING_PHASE && !this.lost && this.session.brackets.partner[opener] === -1) {
      if (!this.closes(closer)) {
        this.reportUnclosed(opener, closer);
        this.lose();
      }
    } else if (!this.RECORDING_PHASE && !this.lost && !this.closes(closer)) {
      this.fail(
        is(this.previous, Comma) ? `what follows, or \`${closer}\`` : `\`,\` or \`${closer}\``,
      );
    }
    consume();
  }

  private closes(closer: string): boolean {
    return this.next()?.image === closer;
  }

  /** Reads a statement; after a mistake in it, goes on at the next line that can be read. */
  protected statement<T>(what: string, read: () => T): T {
    if (this.RECORDING_PHASE) return read();
    const { session } = this;
    const outer = session.statement;
    const first = this.position;
    const told = session.problems.length;
    session.statement = what;
    const node = read();
    if (this.lost) {
      const home = session.bodies.at(-1)?.home ?? 'file';
      const from = Math.max(session.lost, first + 1);
      this.resume(resumeAt(session.tokens, session.brackets, from, home));
    }
    if (session.respelt === first) this.hushLine(first, told);
    session.finished = what;
    session.statement = outer;
    return node;
  }

  /** Forgets what was told of a line whose first word was only guessed. */
  private hushLine(token: number, told: number): void {
    const { text, tokens, problems } = this.session;
    const end = lineEnd(text, endOf(tokens[token]!));
    const kept = problems.splice(told).filter(({ span }) => span.start > end);
    problems.push(...kept);
    this.session.respelt = -1;
  }

  /** Reads a body in braces; each statement in it stands or falls alone. */
  protected body(
    home: Home,
    parts: {
      readonly open: () => IToken;
      readonly read: () => void;
      readonly close: () => IToken;
      readonly into: { push(...names: readonly Let[]): unknown };
    },
  ): void {
    if (this.RECORDING_PHASE) {
      parts.open();
      parts.read();
      parts.close();
      return;
    }
    const opener = this.openBody(parts.open);
    this.session.bodies.push({ home, opener });
    this.session.finished = '';
    parts.into.push(...this.mend(home));
    parts.read();
    this.session.bodies.pop();
    this.closeBody(opener, parts.close);
  }

  private openBody(open: () => IToken): number {
    this.findBody();
    if (this.lost) return -1;
    if (this.sees(LeftBrace)) {
      open();
      return this.currIdx;
    }
    // A `}` too many further down is the partner of the `{` that is missing here.
    this.reportUnfinished('`{`');
    if (!this.strayBraceAhead()) this.lose();
    return -1;
  }

  /** After a mistake in a header, goes on at the body. */
  protected findBody(): void {
    const { session } = this;
    if (!this.lost) return;
    const brace = bodyAfter(session.tokens, session.brackets, session.lost);
    if (brace === undefined) return;
    this.resume(brace);
    session.recovering = false;
  }

  /** Whether a `}` further down closes nothing. */
  protected strayBraceAhead(): boolean {
    const { tokens, brackets } = this.session;
    for (let index = this.position; index < tokens.length; index++) {
      if (is(tokens[index], RightBrace) && brackets.partner[index] === -1) return true;
    }
    return false;
  }

  private closeBody(opener: number, close: () => IToken): void {
    const { session } = this;
    const partner = opener < 0 ? -1 : session.brackets.partner[opener]!;
    if (partner >= this.position && !this.sees(RightBrace)) this.resume(partner);
    if (this.sees(RightBrace) && !this.closesOther(opener)) {
      session.recovering = false;
      close();
    } else if (!this.lost && opener >= 0 && partner < 0) {
      this.reportUnclosed(opener, '}');
    }
  }

  /** Whether the `}` ahead belongs to a body further out, because this one's is missing. */
  private closesOther(opener: number): boolean {
    const { partner } = this.session.brackets;
    const partnerHere = partner[this.position]!;
    return opener >= 0 && partner[opener] === -1 && partnerHere >= 0 && partnerHere < opener;
  }

  /** Whether a brace around this place is never closed, so that a declaration here rather ends it. */
  protected insideUnclosed(): boolean {
    return this.session.bodies.some(
      ({ opener }) => opener >= 0 && this.session.brackets.partner[opener] === -1,
    );
  }

  /** Reports what is missing and reads no further in this statement. */
  protected fail(expected: string): void {
    if (this.lost || this.RECORDING_PHASE) return;
    this.reportUnfinished(expected);
    this.lose();
  }

  /** Reads no further in this statement. */
  protected lose(): void {
    if (this.lost) return;
    this.session.lost = this.currIdx + 1;
    this.currIdx = this.session.tokens.length - 1;
  }

  /** Puts the parser back before a token. */
  protected resume(index: number): void {
    this.session.lost = -1;
    this.session.recovering = true;
    this.currIdx = index - 1;
  }

  protected reportUnfinished(expected: string, fix?: SyntaxProblem['fix']): void {
    const { previous } = this;
    const here = this.next();
    const at =
      here !== undefined && (previous === undefined || this.onSameLine()) ? here : previous;
    const after = previous === undefined ? '' : ` after \`${shorten(previous.image)}\``;
    this.report({
      code: 'unfinished-statement',
      span: at === undefined ? { start: 0, end: 0 } : spanOf(at),
      values: { statement: this.session.statement, expected: `${expected}${after}` },
      ...(fix === undefined ? {} : { fix }),
    });
  }

  private reportUnclosed(opener: number, closer: string): void {
    const token = this.session.tokens[opener]!;
    const end = this.end();
    // Where a text breaks off, several brackets are open; the innermost is told of, or what was being written.
    const told = this.session.problems.some(
      ({ code, span, related }) =>
        related?.[0]?.span.end === end || (code === 'unfinished-statement' && span.end === end),
    );
    if (told) return;
    this.report({
      code: 'unclosed',
      span: spanOf(token),
      values: { opener: token.image, closer },
      related: [
        { span: { start: end, end }, label: `\`${closer}\` is missing here at the latest` },
      ],
    });
  }

  /** Adds a problem, unless it is only the echo of a character or string the lexer told of. */
  protected report(problem: SyntaxProblem): void {
    const from = lineStart(this.session.text, problem.span.start);
    const to = lineEnd(this.session.text, problem.span.end);
    const echo = this.session.lexical.some(({ span }) => span.start >= from && span.start <= to);
    const { problems } = this.session;
    const last = problems.at(-1);
    const afterPipe = last?.code === 'pipe-needs-parentheses' && last.span.end >= from;
    if (echo || (afterPipe && problem.code === 'unfinished-statement')) return;
    // A bracket that is not closed draws into the pipe what does not belong to it.
    if (afterPipe && problem.code === 'unclosed') problems.pop();
    problems.push(problem);
  }
}

export function nameOf(token: IToken): Name {
  return { text: token.image, span: spanOf(token) };
}

function inWords(type: TokenType): string {
  if (type === StringToken) return 'a string';
  if (type === Integer) return 'a whole number';
  return `\`${(type.LABEL ?? type.name).replaceAll('"', '')}\``;
}

function shorten(image: string): string {
  return image.length > 20 ? `${image.slice(0, 19)}…` : image;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
