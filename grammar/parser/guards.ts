import type { IToken } from 'chevrotain';
import {
  Colon,
  Hole,
  is,
  isKeyword,
  LeftBracket,
  LeftParen,
  Minus,
  Name,
  NumberToken,
  StringToken,
  word,
  Word,
} from '../tokens.ts';
import { startsLine } from '../brackets.ts';
import type { Missing } from '../tree.ts';
import { joints } from '../words.ts';
import { Reader } from './reader.ts';

const valueStarts = [
  ...[NumberToken, StringToken, word.true, word.false, Hole, Name],
  ...[LeftBracket, LeftParen, Minus],
];

/** Looks before a value or an operand is read, so that what is missing is told where it is missing. */
export abstract class Guards extends Reader {
  /** Whether a value starts here; if none does, that is reported. */
  protected valueAhead(also: 'not' | 'no more' = 'no more'): boolean {
    if (this.RECORDING_PHASE) return true;
    if (this.lost) return false;
    if (also === 'not' && this.sees(word.not)) return true;
    if (!this.statementAhead()) {
      const token = this.next();
      if (valueStarts.some((type) => is(token, type))) return true;
      if (token !== undefined && isKeyword(token) && !joints.has(token.tokenType)) {
        this.unreserve();
        if (this.sees(Name)) return true;
      }
    }
    this.fail('a value');
    return false;
  }

  /**
   * Whether the next line is a statement of its own, although a value or an operand could be read there: `h q` or
   * `rz(x) q` under a half-typed line of a circuit, `key: value` under one of a settings block.
   */
  protected statementAhead(): boolean {
    const { tokens } = this.session;
    const at = this.position;
    if (!is(tokens[at], Word) || !startsLine(tokens, at)) return false;
    if (is(tokens[at + 1], Colon)) return true;
    if (!is(tokens[at], Name) || this.session.bodies.at(-1)?.home !== 'circuit') return false;
    const afterName = is(tokens[at + 1], LeftParen)
      ? this.session.brackets.partner[at + 1]! + 1
      : at + 1;
    const before = tokens[afterName - 1];
    const operand = tokens[afterName];
    return afterName > 0 && is(operand, Name) && sameLine(before, operand);
  }

  protected missing(): Missing {
    return { kind: 'missing', span: { start: this.end(), end: this.end() } };
  }
}

function sameLine(first: IToken | undefined, second: IToken | undefined): boolean {
  return first !== undefined && first.startLine === second?.startLine;
}
