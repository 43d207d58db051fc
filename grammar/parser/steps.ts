import { stringLiteral } from '../literals.ts';
import { Colon, Comma, Equal, Name as NameToken, StringToken, word } from '../tokens.ts';
import type { Fit, Let, Param, Require, Step } from '../tree.ts';
import type { Rule } from './reader.ts';
import { Types } from './types.ts';

/** The statements that every body knows. */
export abstract class Steps extends Types {
  readonly let: Rule<Let> = this.rule('let', () =>
    this.statement('`let` statement', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.let);
      const name = this.boundName(() => this.CONSUME(NameToken));
      const type =
        this.OPTION(() => {
          this.CONSUME(Colon);
          return this.SUBRULE(this.type);
        }) ?? null;
      this.CONSUME(Equal);
      const value = this.SUBRULE(this.expression);
      return { kind: 'let', doc, name, type, value, span: this.span(start) };
    }),
  );

  readonly param: Rule<Param> = this.rule('param', () =>
    this.statement('`param` statement', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.param);
      const name = this.boundName(() => this.CONSUME(NameToken));
      this.CONSUME(Colon);
      const type = this.SUBRULE(this.type);
      const preset =
        this.OPTION(() => {
          this.CONSUME(Equal);
          return this.SUBRULE(this.expression);
        }) ?? null;
      return { kind: 'param', doc, name, type, start: preset, span: this.span(start) };
    }),
  );

  readonly fit: Rule<Fit> = this.rule('fit', () =>
    this.statement('`fit` statement', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.fit);
      const name = this.boundName(() => this.CONSUME(NameToken));
      this.CONSUME(Equal);
      const value = this.SUBRULE(this.expression);
      return { kind: 'fit', doc, name, value, span: this.span(start) };
    }),
  );

  readonly require: Rule<Require> = this.rule('require', () =>
    this.statement('`require` statement', () => {
      const start = this.start();
      this.CONSUME(word.require);
      const condition = this.SUBRULE(this.expression);
      const message =
        this.OPTION(() => {
          this.CONSUME(Comma);
          return stringLiteral(this.CONSUME(StringToken)).value;
        }) ?? null;
      return { kind: 'require', condition, message, span: this.span(start) };
    }),
  );

  readonly step: Rule<Step> = this.rule('step', () =>
    this.OR([
      { ALT: () => this.SUBRULE(this.let) },
      { ALT: () => this.SUBRULE(this.param) },
      { ALT: () => this.SUBRULE(this.fit) },
      { ALT: () => this.SUBRULE(this.require) },
    ]),
  );
}
