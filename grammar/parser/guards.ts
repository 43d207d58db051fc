import type { IToken } from 'chevrotain';
import {
  Colon,
  Comma,
  Equal,
  Hole,
  is,
  isKeyword,
  LeftBracket,
  LeftParen,
  Minus,
  Name as NameToken,
  NumberToken,
  retype,
  RightParen,
  spanOf,
  StringToken,
  word,
  Word,
} from '../tokens.ts';
import { inUnclosed, startsLine } from '../brackets.ts';
import type { Missing, Name } from '../tree.ts';
import { joints } from '../words.ts';
import { nameOf, Reader } from './reader.ts';

const valueStarts = [
  ...[NumberToken, StringToken, word.true, word.false, Hole, NameToken],
  ...[LeftBracket, LeftParen, Minus],
];

/** Looks before a value or an operand is read, so that what is missing is told where it is missing. */
export abstract class Guards extends Reader {
  /** Reads a name. A keyword in its place is told of and taken as the name. */
  protected name(what: string, consume: () => IToken): Name {
    if (!this.RECORDING_PHASE) {
      if (!this.statementAhead()) this.unreserve();
      if (!this.sees(NameToken) || this.statementAhead()) {
        this.fail(what);
        return this.noName();
      }
    }
    return nameOf(consume());
  }

  /** Reads the name that a step binds: no `(` or `[` can follow it, so that a gate of the next line is not taken. */
  protected boundName(consume: () => IToken): Name {
    const gate = this.sees(LeftParen, 2) || this.sees(LeftBracket, 2);
    if (!this.RECORDING_PHASE && gate && !this.onSameLine()) this.fail('a name');
    return this.name('a name', consume);
  }

  protected noName(): Name {
    return { text: '', span: { start: this.end(), end: this.end() } };
  }

  /** Takes a keyword on this line as the name it was meant to be. */
  protected unreserve(): void {
    const token = this.next();
    if (token === undefined || !isKeyword(token) || !this.onSameLine()) return;
    if (joints.has(token.tokenType) && !this.endsNameAt(2)) return;
    if (!this.session.toldWords.has(token.image)) {
      this.session.toldWords.add(token.image);
      this.report({
        code: 'reserved-word',
        span: spanOf(token),
        values: { word: token.image },
      });
    }
    retype(token, NameToken);
  }

  /** Whether what follows shows that a keyword stands for a name, and does not join the parts of a statement. */
  private endsNameAt(ahead: number): boolean {
    const after = this.next(ahead);
    if (after === undefined || after.startLine !== this.next()?.startLine) return true;
    return [Equal, Colon, Comma, RightParen].some((type) => is(after, type));
  }

  /** As `unreserve`, where only a name that `=` follows is optional. */
  protected unreserveBeforeEqual(): void {
    if (this.sees(Equal, 2)) this.unreserve();
  }

  /** Whether a value starts here; if none does, that is reported. */
  protected valueAhead(also: 'not' | 'no more' = 'no more'): boolean {
    if (this.RECORDING_PHASE) return true;
    if (this.lost) return false;
    if (also === 'not' && this.sees(word.not)) return true;
    if (!this.statementAhead()) {
      const token = this.next();
      if (valueStarts.some((type) => is(token, type))) return true;
      if (token !== undefined && isKeyword(token) && !this.halfTypedWord(token)) {
        this.unreserve();
        if (this.sees(NameToken)) return true;
      }
    }
    this.fail('a value');
    return false;
  }

  /** A keyword that joins parts, or one that ends a line in a parenthesis never closed: perhaps an argument's name. */
  private halfTypedWord(token: IToken): boolean {
    const endsLine = this.next(2)?.startLine !== token.startLine;
    return (
      joints.has(token.tokenType) ||
      this.sees(Colon, 2) ||
      (endsLine && inUnclosed(this.session.tokens, this.session.brackets, this.position))
    );
  }

  /**
   * Whether the next line is a statement of its own, although a value or an operand could be read there: `h q` or
   * `rz(x) q` under a half-typed line of a circuit, `key: value` under one of a settings block.
   */
  protected statementAhead(): boolean {
    const { tokens } = this.session;
    const at = this.position;
    if (!is(tokens[at], Word) || !startsLine(tokens, at)) return false;
    if (is(tokens[at + 1], Colon)) return !this.insideClosedParenthesis(at);
    if (!is(tokens[at], NameToken) || this.session.bodies.at(-1)?.home !== 'circuit') return false;
    const afterName = is(tokens[at + 1], LeftParen)
      ? this.session.brackets.partner[at + 1]! + 1
      : at + 1;
    const before = tokens[afterName - 1];
    const operand = tokens[afterName];
    if (afterName === 0 || !sameLine(before, operand)) return false;
    return (
      is(operand, NameToken) ||
      (is(operand, LeftBracket) && inUnclosed(tokens, this.session.brackets, at))
    );
  }

  /** A header's parameters, or a call's arguments, broken over lines. */
  private insideClosedParenthesis(at: number): boolean {
    const { tokens, brackets } = this.session;
    const opener = brackets.enclosing[at]!;
    return opener >= 0 && is(tokens[opener], LeftParen) && brackets.partner[opener]! >= 0;
  }

  protected missing(): Missing {
    return { kind: 'missing', span: { start: this.end(), end: this.end() } };
  }
}

function sameLine(first: IToken | undefined, second: IToken | undefined): boolean {
  return first !== undefined && first.startLine === second?.startLine;
}
