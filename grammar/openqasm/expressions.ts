import type { IToken } from 'chevrotain';
import { climb, type Term } from './climb.ts';
import { nameOf, Reader, spanOf, type Rule } from './reader.ts';
import {
  Colon,
  Comma,
  Decimal,
  Hardware,
  Integer,
  LeftBrace,
  LeftBracket,
  LeftParen,
  Minus,
  Name,
  Not,
  Operator,
  Plus,
  RightBrace,
  RightBracket,
  RightParen,
  word,
} from './tokens.ts';
import type { Dialect, Expression, Listed, Operand, Range } from './tree.ts';

/** Values, and the qubits and bits that statements speak of. */
export abstract class Expressions extends Reader {
  protected dialect: Dialect = 3;

  readonly expression: Rule<Expression> = this.rule<Expression>('expression', () => {
    const terms: Term[] = [];
    const operators: string[] = [];
    terms.push(this.SUBRULE(this.term));
    this.MANY(() => {
      const sign = this.oneOf('an operator', [
        { ALT: () => this.CONSUME(Operator) },
        { ALT: () => this.CONSUME(Plus) },
        { ALT: () => this.CONSUME(Minus) },
      ]);
      operators.push(sign.image);
      terms.push(this.SUBRULE2(this.term));
    });
    return this.ACTION(() => climb(terms, operators, this.dialect));
  });

  private readonly term: Rule<Term> = this.rule<Term>('term', () => {
    const signs: { operator: string; start: number }[] = [];
    this.MANY(() => {
      const sign = this.oneOf('a sign', [
        { ALT: () => this.CONSUME(Minus) },
        { ALT: () => this.CONSUME(Plus) },
        { ALT: () => this.CONSUME(Not) },
      ]);
      signs.push({ operator: sign.image, start: sign.startOffset });
    });
    return { signs, value: this.SUBRULE(this.atom) };
  });

  private readonly atom: Rule<Expression> = this.rule<Expression>('atom', () =>
    this.oneOf<Expression>('an expression', [
      { ALT: () => numberOf(this.CONSUME(Decimal)) },
      { ALT: () => numberOf(this.CONSUME(Integer)) },
      { ALT: () => this.SUBRULE(this.called) },
      {
        ALT: () => {
          const operand = this.SUBRULE(this.operand);
          return { kind: 'reference', operand, span: operand.span };
        },
      },
      { ALT: () => booleanOf(this.CONSUME(word.true)) },
      { ALT: () => booleanOf(this.CONSUME(word.false)) },
      {
        ALT: () => {
          this.CONSUME(LeftParen);
          const value = this.SUBRULE(this.expression);
          this.CONSUME(RightParen);
          return value;
        },
      },
    ]),
  );

  private readonly called: Rule<Expression> = this.rule<Expression>('called', () => {
    const start = this.start();
    const name = this.oneOf('a function', [
      { ALT: () => this.CONSUME(Name) },
      { ALT: () => this.CONSUME(word.pow) },
    ]);
    const values = this.SUBRULE(this.inParentheses);
    return { kind: 'function', name: nameOf(name), arguments: values, span: this.span(start) };
  });

  /** `(a, b)`, also empty. */
  readonly inParentheses: Rule<readonly Expression[]> = this.rule<readonly Expression[]>(
    'inParentheses',
    () => {
      const values: Expression[] = [];
      this.CONSUME(LeftParen);
      this.MANY_SEP({ SEP: Comma, DEF: () => values.push(this.SUBRULE(this.expression)) });
      this.CONSUME(RightParen);
      return values;
    },
  );

  readonly operand: Rule<Operand> = this.rule<Operand>('operand', () => {
    const start = this.start();
    const name = this.oneOf('a register or a qubit', [
      { ALT: () => this.CONSUME(Name) },
      { ALT: () => this.CONSUME(Hardware) },
    ]);
    const indices: Operand['indices'][number][] = [];
    this.MANY(() => {
      this.CONSUME(LeftBracket);
      indices.push(this.SUBRULE(this.index));
      this.CONSUME(RightBracket);
    });
    return { kind: 'operand', name: nameOf(name), indices, span: this.span(start) };
  });

  readonly operands: Rule<readonly Operand[]> = this.rule<readonly Operand[]>('operands', () => {
    const operands: Operand[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => operands.push(this.SUBRULE(this.operand)) });
    return operands;
  });

  private readonly index: Rule<Expression | Range | Listed> = this.rule<
    Expression | Range | Listed
  >('index', () =>
    this.oneOf<Expression | Range | Listed>('an index', [
      { ALT: () => this.SUBRULE(this.listed) },
      { ALT: () => this.SUBRULE(this.range) },
    ]),
  );

  readonly listed: Rule<Listed> = this.rule<Listed>('listed', () => {
    const start = this.start();
    const items: Expression[] = [];
    this.CONSUME(LeftBrace);
    this.MANY_SEP({ SEP: Comma, DEF: () => items.push(this.SUBRULE(this.expression)) });
    this.CONSUME(RightBrace);
    return { kind: 'listed', items, span: this.span(start) };
  });

  /** One value, or `start:stop`, or `start:step:stop`; each part of a range may be left out. */
  readonly range: Rule<Expression | Range> = this.rule<Expression | Range>('range', () => {
    const start = this.start();
    const parts: (Expression | null)[] = [];
    let colons = 0;
    parts.push(this.OPTION(() => this.SUBRULE(this.expression)) ?? null);
    this.MANY(() => {
      this.CONSUME(Colon);
      colons++;
      parts.push(this.OPTION2(() => this.SUBRULE2(this.expression)) ?? null);
    });
    const [first = null, second = null, third = null] = parts;
    const span = this.span(start);
    if (colons === 0 && first !== null) return first;
    return colons < 2
      ? { kind: 'range', start: first, step: null, stop: second, span }
      : { kind: 'range', start: first, step: second, stop: third, span };
  });
}

function numberOf(token: IToken): Expression {
  return { kind: 'number', digits: token.image.replaceAll('_', ''), span: spanOf(token) };
}

function booleanOf(token: IToken): Expression {
  return { kind: 'boolean', value: token.image === 'true', span: spanOf(token) };
}
