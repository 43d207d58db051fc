import type { ParserMethod } from 'chevrotain';
import { foreignSign } from '../lexer.ts';
import { unitNamed } from '../literals.ts';
import {
  Colon,
  Comma,
  Equal,
  is,
  isKeyword,
  LeftParen,
  Name as NameToken,
  NumberToken,
  retype,
  RightParen,
  spanOf,
  StringToken,
  word,
  Word,
} from '../tokens.ts';
import type { Argument, Call, Expression, NumberLiteral } from '../tree.ts';
import { Guards } from './guards.ts';
import { nameOf, type Rule } from './reader.ts';

/** Calls and their arguments. */
export abstract class Calls extends Guards {
  abstract readonly expression: Rule<Expression>;

  /** `what` names the thing called, for the message when it is missing. */
  readonly call: ParserMethod<[what?: string], Call> = this.RULE('call', (what?: string): Call => {
    const start = this.start();
    const name = this.name(what ?? 'a value', () => this.CONSUME(NameToken));
    let called = false;
    let list: readonly Argument[] = [];
    this.OPTION(() => {
      called = true;
      list = this.SUBRULE(this.arguments);
    });
    return { kind: 'call', name, called, arguments: list, span: this.span(start) };
  });

  protected readonly arguments: Rule<readonly Argument[]> = this.rule('arguments', () => {
    const list: Argument[] = [];
    const opener = this.position;
    this.CONSUME(LeftParen);
    this.OPTION(() => {
      list.push(this.SUBRULE(this.argument));
      this.MANY(() => {
        this.CONSUME(Comma);
        list.push(this.SUBRULE1(this.argument));
      });
      this.OPTION1(() => this.CONSUME1(Comma));
    });
    this.close(opener, ')', () => this.CONSUME(RightParen));
    return list;
  });

  private readonly argument: Rule<Argument> = this.rule('argument', () => {
    const start = this.start();
    this.ACTION(() => this.mendLabel());
    const name =
      this.OPTION(() => {
        const read = nameOf(this.CONSUME(Word));
        this.CONSUME(Colon);
        return read;
      }) ?? null;
    const value = this.SUBRULE(this.expression);
    return { name, value, span: this.span(start) };
  });

  /** A keyword before a value can only be an argument's name without its colon. */
  private mendLabel(): void {
    this.colonForEqual();
    const keyword = this.next();
    const value = this.next(2);
    if (keyword === undefined || !isKeyword(keyword)) return;
    // A statement's keyword ended the parenthesis when brackets were matched.
    const { tokens, brackets } = this.session;
    if (!is(tokens[brackets.enclosing[this.position] ?? -1], LeftParen)) return;
    const values = [NumberToken, StringToken, NameToken];
    const apart = values.some((type) => is(value, type)) && value?.startLine === keyword.startLine;
    if (!apart || keyword.tokenType === word.not) return;
    this.SKIP_TOKEN();
    this.fail('`:`');
  }

  /** Reads `name = value` as `name: value`, and says so. */
  protected colonForEqual(): void {
    const equal = this.next(2);
    if (equal === undefined || !this.sees(Word) || !this.sees(Equal, 2)) return;
    const label = this.next()!.image;
    const told = foreignSign(spanOf(equal), `${label} =`, `${label}:`);
    this.report({
      ...told,
      fix: { title: told.fix.title, edits: [{ span: spanOf(equal), text: ':' }] },
    });
    retype(equal, Colon);
  }

  /** A number whose unit stands apart or has wrong capitals, put right; any other number as it is. */
  protected withUnit(number: NumberLiteral): NumberLiteral {
    const after = this.next();
    if (number.unit !== null || after === undefined || !this.sees(NameToken)) return number;
    const unit = this.onSameLine() ? unitNamed(after.image) : undefined;
    if (unit === undefined) return number;
    const span = { start: number.span.start, end: spanOf(after).end };
    const digits = this.session.text.slice(number.span.start, number.span.end);
    this.report({
      code: 'number-suffix',
      span,
      values: { number: digits, unit },
      fix: { title: `Write \`${digits}${unit}\``, edits: [{ span, text: `${digits}${unit}` }] },
    });
    this.SKIP_TOKEN();
    return { ...number, unit, span };
  }
}
