import type { IToken } from 'chevrotain';
import { foreignSign } from '../lexer.ts';
import { numberLiteral, stringLiteral } from '../literals.ts';
import {
  At,
  Caret,
  Comma,
  Colon,
  Divide,
  DotDot,
  EqualEqual,
  foreignSigns,
  Greater,
  GreaterEqual,
  Hole,
  is,
  LeftBrace,
  LeftBracket,
  LeftParen,
  Less,
  LessEqual,
  Minus,
  NotEqual,
  NumberToken,
  PipeSign,
  Plus,
  Remainder,
  RightBracket,
  retype,
  RightParen,
  spanOf,
  StringToken,
  Times,
  word,
} from '../tokens.ts';
import type { BinaryOperator, BooleanLiteral, Expression, Join, Parenthesised } from '../tree.ts';
import { Calls } from './calls.ts';
import type { Rule } from './reader.ts';

/** What could go on computing, if the pipe before it stood in parentheses. */
const operators = [
  ...[Plus, Minus, Times, Divide, Remainder, At, Caret, LeftBracket, DotDot, word.and, word.or],
  ...[EqualEqual, NotEqual, Less, LessEqual, Greater, GreaterEqual],
];

/** Expressions, loosest operator first; every level is a rule of the grammar. */
export abstract class Expressions extends Calls {
  readonly expression: Rule<Expression> = this.rule('expr', () => {
    const start = this.start();
    let value = this.SUBRULE(this.pipe);
    this.MANY(() => {
      this.CONSUME(word.else);
      const fallback = this.SUBRULE1(this.pipe);
      value = { kind: 'else', value, fallback, span: this.span(start) };
    });
    return value;
  });

  protected readonly pipe: Rule<Expression> = this.rule('pipe', () => {
    const start = this.start();
    let value = this.SUBRULE(this.disjunction);
    this.MANY(() => {
      this.CONSUME(PipeSign);
      const call = this.SUBRULE(this.call, { ARGS: ['a function'] });
      value = { kind: 'pipe', value, call, span: this.span(start) };
      if (!this.RECORDING_PHASE) value = this.afterPipe(value, start);
    });
    return value;
  });

  private readonly disjunction: Rule<Expression> = this.rule('disjunction', () => {
    const start = this.start();
    let left = this.SUBRULE(this.conjunction);
    this.MANY(() => {
      const operator = this.CONSUME(word.or);
      const right = this.SUBRULE1(this.conjunction);
      left = this.binary(start, left, operator, right);
    });
    return left;
  });

  private readonly conjunction: Rule<Expression> = this.rule('conjunction', () => {
    const start = this.start();
    let left = this.SUBRULE(this.negation);
    this.MANY(() => {
      const operator = this.CONSUME(word.and);
      const right = this.SUBRULE1(this.negation);
      left = this.binary(start, left, operator, right);
    });
    return left;
  });

  private readonly negation: Rule<Expression> = this.rule('negation', () => {
    if (!this.valueAhead('not')) return this.missing();
    const start = this.start();
    return this.deeper<Expression>(
      () =>
        this.OR([
          {
            ALT: (): Expression => {
              this.CONSUME(word.not);
              const operand = this.SUBRULE(this.negation);
              return { kind: 'unary', operator: 'not', operand, span: this.span(start) };
            },
          },
          { ALT: () => this.SUBRULE(this.comparison) },
        ]),
      () => this.missing(),
    );
  });

  private readonly comparison: Rule<Expression> = this.rule('comparison', () => {
    const start = this.start();
    let left = this.SUBRULE(this.range);
    this.OPTION(() => {
      const operator = this.OR([
        { ALT: () => this.CONSUME(EqualEqual) },
        { ALT: () => this.CONSUME(NotEqual) },
        { ALT: () => this.CONSUME(Less) },
        { ALT: () => this.CONSUME(LessEqual) },
        { ALT: () => this.CONSUME(Greater) },
        { ALT: () => this.CONSUME(GreaterEqual) },
      ]);
      const right = this.SUBRULE1(this.range);
      left = this.binary(start, left, operator, right);
    });
    return left;
  });

  private readonly range: Rule<Expression> = this.rule('range', () => {
    const start = this.start();
    let value = this.SUBRULE(this.sum);
    this.ACTION(() => this.dotsForColon());
    this.OPTION(() => {
      this.CONSUME(DotDot);
      const end = this.SUBRULE1(this.sum);
      const step =
        this.OPTION1(() => {
          this.CONSUME(word.by);
          return this.SUBRULE2(this.sum);
        }) ?? null;
      value = { kind: 'range', start: value, end, step, span: this.span(start) };
    });
    return value;
  });

  /** Reads `0:4`, where nothing but a range can stand, as `0..4`, and says so. */
  private dotsForColon(): void {
    const colon = this.next();
    if (colon === undefined || !this.sees(Colon) || !this.onSameLine()) return;
    const { tokens, brackets } = this.session;
    const opener = brackets.enclosing[this.position] ?? -1;
    if (is(tokens[opener], LeftBrace) || (brackets.partner[opener] ?? -1) < 0) return;
    // Elsewhere a colon stands behind the name of an argument, which may have lost its bracket.
    if (!is(this.previous, NumberToken) && !is(this.next(2), NumberToken)) return;
    const [from, to] = [this.previous?.image ?? '', this.next(2)?.image ?? ''];
    const told = foreignSign(spanOf(colon), `${from}:${to}`, `${from}..${to}`);
    this.report({
      ...told,
      fix: { title: told.fix.title, edits: [{ span: spanOf(colon), text: '..' }] },
    });
    retype(colon, DotDot);
  }

  private readonly sum: Rule<Expression> = this.rule('sum', () => {
    const start = this.start();
    let left = this.SUBRULE(this.product);
    this.MANY(() => {
      const operator = this.OR([
        { ALT: () => this.CONSUME(Plus) },
        { ALT: () => this.CONSUME(Minus) },
      ]);
      const right = this.SUBRULE1(this.product);
      left = this.binary(start, left, operator, right);
    });
    return left;
  });

  private readonly product: Rule<Expression> = this.rule('product', () => {
    const start = this.start();
    let left = this.SUBRULE(this.unary);
    this.MANY(() => {
      const operator = this.OR([
        { ALT: () => this.CONSUME(Times) },
        { ALT: () => this.CONSUME(Divide) },
        { ALT: () => this.CONSUME(Remainder) },
        { ALT: () => this.CONSUME(At) },
      ]);
      const right = this.SUBRULE1(this.unary);
      left = this.binary(start, left, operator, right);
    });
    return left;
  });

  private readonly unary: Rule<Expression> = this.rule('unary', () => {
    if (!this.valueAhead()) return this.missing();
    const start = this.start();
    return this.deeper<Expression>(
      () =>
        this.OR([
          {
            ALT: (): Expression => {
              this.CONSUME(Minus);
              const operand = this.SUBRULE(this.unary);
              return { kind: 'unary', operator: '-', operand, span: this.span(start) };
            },
          },
          { ALT: () => this.SUBRULE(this.power) },
        ]),
      () => this.missing(),
    );
  });

  private readonly power: Rule<Expression> = this.rule('power', () => {
    const start = this.start();
    let left = this.SUBRULE(this.postfix);
    this.OPTION(() => {
      const operator = this.CONSUME(Caret);
      const right = this.SUBRULE(this.unary);
      left = this.binary(start, left, operator, right);
    });
    return left;
  });

  private readonly postfix: Rule<Expression> = this.rule('postfix', () => {
    const start = this.start();
    let value = this.SUBRULE(this.primary);
    this.MANY(() => {
      const indices: Expression[] = [];
      const opener = this.position;
      this.CONSUME(LeftBracket);
      indices.push(this.SUBRULE(this.expression));
      this.MANY1(() => {
        this.CONSUME(Comma);
        indices.push(this.SUBRULE1(this.expression));
      });
      this.close(opener, ']', () => this.CONSUME(RightBracket));
      value = { kind: 'index', value, indices, span: this.span(start) };
    });
    return value;
  });

  private readonly primary: Rule<Expression> = this.rule('primary', () =>
    this.choose<Expression>(
      'a value',
      () =>
        this.OR([
          { ALT: () => this.number() },
          { ALT: () => stringLiteral(this.CONSUME(StringToken)) },
          { ALT: () => booleanLiteral(this.CONSUME(word.true)) },
          { ALT: () => booleanLiteral(this.CONSUME(word.false)) },
          { ALT: (): Expression => ({ kind: 'hole', span: spanOf(this.CONSUME(Hole)) }) },
          { ALT: () => this.SUBRULE(this.call) },
          { ALT: () => this.join() },
          { ALT: () => this.parenthesised() },
        ]),
      () => this.missing(),
    ),
  );

  private number(): Expression {
    const token = this.CONSUME(NumberToken);
    return this.RECORDING_PHASE ? this.missing() : this.withUnit(numberLiteral(token));
  }

  private join(): Join {
    const start = this.start();
    const opener = this.position;
    const parts: Expression[] = [];
    this.CONSUME(LeftBracket);
    this.OPTION(() => {
      parts.push(this.SUBRULE(this.expression));
      this.MANY(() => {
        this.CONSUME(Comma);
        parts.push(this.SUBRULE1(this.expression));
      });
      this.OPTION1(() => this.CONSUME1(Comma));
    });
    this.close(opener, ']', () => this.CONSUME(RightBracket));
    return { kind: 'join', parts, span: this.span(start) };
  }

  private parenthesised(): Parenthesised {
    const start = this.start();
    const opener = this.position;
    this.CONSUME(LeftParen);
    const value = this.SUBRULE2(this.expression);
    this.close(opener, ')', () => this.CONSUME(RightParen));
    return { kind: 'parenthesised', value, span: this.span(start) };
  }

  /**
   * Reads on behind a pipe as if it stood in parentheses: `x |> tanh + 1` is told of once, with both edits, and read
   * as what was meant.
   */
  private afterPipe(pipe: Expression, start: number): Expression {
    const { text } = this.session;
    const pipeEnd = this.end();
    const value = this.operatorsAfter(pipe, start);
    // A mistake further on was told of; one is enough.
    if (value === pipe || this.lost) return value;
    const rest = text.slice(pipeEnd, this.end());
    const suggestion = `(${text.slice(start, pipeEnd)})${rest}`.replace(/\s+/g, ' ');
    this.report({
      code: 'pipe-needs-parentheses',
      span: { start, end: this.end() },
      values: { suggestion },
      fix: {
        title: `Write \`${suggestion}\``,
        edits: [
          { span: { start, end: start }, text: '(' },
          { span: { start: pipeEnd, end: pipeEnd }, text: ')' },
        ],
      },
    });
    return value;
  }

  private operatorsAfter(pipe: Expression, start: number): Expression {
    let left = pipe;
    for (;;) {
      const operator = this.next();
      if (operator === undefined || !operators.some((type) => is(operator, type))) return left;
      const bracket = this.sees(LeftBracket);
      const opener = this.position;
      this.SKIP_TOKEN();
      const right = this.SUBRULE2(bracket ? this.expression : this.disjunction);
      if (bracket) this.close(opener, ']', () => this.CONSUME(RightBracket));
      const span = this.span(start);
      left = bracket
        ? { kind: 'index', value: left, indices: [right], span }
        : { kind: 'binary', operator: signOf(operator), left, right, span };
    }
  }

  private binary(start: number, left: Expression, operator: IToken, right: Expression): Expression {
    const sign = signOf(operator);
    return { kind: 'binary', operator: sign, left, right, span: this.span(start) };
  }
}

/** The operator, in whichever language it was written. */
function signOf({ image }: IToken): BinaryOperator {
  return (foreignSigns.find((one) => one.image === image)?.meant ?? image) as BinaryOperator;
}

function booleanLiteral(token: IToken): BooleanLiteral {
  return { kind: 'boolean', value: token.image === 'true', span: spanOf(token) };
}
