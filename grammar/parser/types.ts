import {
  Colon,
  Comma,
  DotDot,
  Equal,
  isKeyword,
  LeftBracket,
  LeftParen,
  Name as NameToken,
  Question,
  RightBracket,
  RightParen,
  spanOf,
  word,
} from '../tokens.ts';
import type { Expression, Parameter, TypeExpression, TypeSuffix } from '../tree.ts';
import { Expressions } from './expressions.ts';
import { nameOf, type Rule } from './reader.ts';

/** Types, and the parameters that carry them. */
export abstract class Types extends Expressions {
  readonly type: Rule<TypeExpression> = this.rule('type', () => {
    const start = this.start();
    if (!this.typeAhead()) return this.noType();
    const name = this.choose(
      'a type',
      () =>
        this.OR([
          { ALT: () => nameOf(this.CONSUME(NameToken)) },
          { ALT: () => nameOf(this.CONSUME(word.circuit)) },
          { ALT: () => nameOf(this.CONSUME(word.function)) },
        ]),
      () => this.noName(),
    );
    const list = this.OPTION(() => this.SUBRULE(this.arguments)) ?? [];
    const suffixes: TypeSuffix[] = [];
    this.MANY(() => {
      this.OR1([
        { ALT: () => suffixes.push(this.shape()) },
        {
          ALT: () => {
            const token = this.CONSUME(Question);
            suffixes.push({ kind: 'optional', span: spanOf(token) });
          },
        },
      ]);
    });
    return { kind: 'type', name, arguments: list, suffixes, span: this.span(start) };
  });

  readonly parameters: Rule<readonly Parameter[]> = this.rule('parameters', () => {
    const list: Parameter[] = [];
    const opener = this.position;
    this.CONSUME(LeftParen);
    this.OPTION(() => {
      list.push(this.SUBRULE(this.parameter));
      this.MANY(() => {
        this.CONSUME(Comma);
        list.push(this.SUBRULE1(this.parameter));
      });
      this.OPTION1(() => this.CONSUME1(Comma));
    });
    this.close(opener, ')', () => this.CONSUME(RightParen));
    return list;
  });

  private readonly parameter: Rule<Parameter> = this.rule('parameter', () => {
    const start = this.start();
    const name = this.name('a name', () => this.CONSUME(NameToken));
    this.CONSUME(Colon);
    const type = this.SUBRULE(this.type);
    const preset =
      this.OPTION(() => {
        this.CONSUME(Equal);
        return this.SUBRULE(this.expression);
      }) ?? null;
    return { name, type, default: preset, span: this.span(start) };
  });

  protected noType(): TypeExpression {
    const span = { start: this.end(), end: this.end() };
    return { kind: 'type', name: this.noName(), arguments: [], suffixes: [], span };
  }

  private shape(): TypeSuffix {
    const start = this.start();
    const opener = this.position;
    const dimensions: Expression[] = [];
    this.CONSUME(LeftBracket);
    this.SUBRULE(this.dimensions, { ARGS: [dimensions] });
    this.close(opener, ']', () => this.CONSUME(RightBracket));
    const span = this.span(start);
    return dimensions.length > 0 || this.lost
      ? { kind: 'dimensions', dimensions, span }
      : { kind: 'any-shape', span };
  }

  private readonly dimensions = this.RULE('dimensions', (into: Expression[] = []): void => {
    this.choose<unknown>(
      'a size or `..`',
      () =>
        this.OR([
          { ALT: () => this.CONSUME(DotDot) },
          {
            ALT: () => {
              into.push(this.SUBRULE(this.expression));
              this.MANY(() => {
                this.CONSUME(Comma);
                into.push(this.SUBRULE1(this.expression));
              });
            },
          },
        ]),
      () => undefined,
    );
  });

  private typeAhead(): boolean {
    if (this.RECORDING_PHASE) return true;
    if (this.sees(NameToken) || this.sees(word.circuit) || this.sees(word.function)) {
      if (!this.statementAhead()) return true;
    } else if (this.next() !== undefined && isKeyword(this.next()!) && this.onSameLine()) {
      this.unreserve();
      return true;
    }
    this.fail('a type');
    return false;
  }
}
