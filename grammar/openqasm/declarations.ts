import { Expressions } from './expressions.ts';
import { spanOf, type Rule } from './reader.ts';
import { Concatenate, Equal, LeftBracket, RightBracket, Semicolon, Text, word } from './tokens.ts';
import type {
  ClassicalDeclaration,
  Expression,
  Measurement,
  Operand,
  ScalarType,
  Statement,
} from './tree.ts';

/** Libraries, registers and values that get a name. */
export abstract class Declarations extends Expressions {
  protected readonly include: Rule<Statement> = this.rule<Statement>('include', () => {
    const start = this.start();
    this.CONSUME(word.include);
    const path = this.CONSUME(Text).image.slice(1, -1);
    this.CONSUME(Semicolon);
    return { kind: 'include', path, span: this.span(start) };
  });

  protected readonly quantum: Rule<Statement> = this.rule<Statement>('quantum', () => {
    const start = this.start();
    return this.oneOf<Statement>('a declaration', [
      {
        ALT: () => {
          this.CONSUME(word.qreg);
          const name = this.SUBRULE(this.name);
          const size = this.OPTION(() => this.SUBRULE(this.designator)) ?? null;
          this.CONSUME(Semicolon);
          return { kind: 'quantum', name, size, span: this.span(start) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.qubit);
          const size = this.OPTION2(() => this.SUBRULE2(this.designator)) ?? null;
          const name = this.SUBRULE2(this.name);
          this.CONSUME2(Semicolon);
          return { kind: 'quantum', name, size, span: this.span(start) };
        },
      },
    ]);
  });

  private readonly designator: Rule<Expression> = this.rule<Expression>('designator', () => {
    this.CONSUME(LeftBracket);
    const size = this.SUBRULE(this.expression);
    this.CONSUME(RightBracket);
    return size;
  });

  protected readonly classical: Rule<Statement> = this.rule<Statement>('classical', () => {
    const start = this.start();
    return this.oneOf<Statement>('a declaration', [
      {
        ALT: () => {
          const bits = spanOf(this.CONSUME(word.creg));
          const name = this.SUBRULE(this.name);
          const size = this.OPTION(() => this.SUBRULE(this.designator)) ?? null;
          this.CONSUME(Semicolon);
          const type: ScalarType = { name: 'bit', size, span: bits };
          return {
            kind: 'classical',
            role: 'variable',
            type,
            name,
            value: null,
            span: this.span(start),
          };
        },
      },
      {
        ALT: () => {
          const role = this.OPTION2(() => this.SUBRULE(this.role)) ?? 'variable';
          const type = this.SUBRULE(this.scalarType);
          const name = this.SUBRULE2(this.name);
          const value =
            this.OPTION3(() => {
              this.CONSUME(Equal);
              return this.SUBRULE(this.initial);
            }) ?? null;
          this.CONSUME2(Semicolon);
          return { kind: 'classical', role, type, name, value, span: this.span(start) };
        },
      },
    ]);
  });

  private readonly role: Rule<ClassicalDeclaration['role']> = this.rule<
    ClassicalDeclaration['role']
  >('role', () =>
    this.oneOf<ClassicalDeclaration['role']>('`input`', [
      { ALT: () => (this.CONSUME(word.input), 'input') },
      { ALT: () => (this.CONSUME(word.output), 'output') },
      { ALT: () => (this.CONSUME(word.const), 'constant') },
    ]),
  );

  protected readonly scalarType: Rule<ScalarType> = this.rule<ScalarType>('scalarType', () => {
    const start = this.start();
    const name = this.oneOf<ScalarType['name']>('a type', [
      { ALT: () => (this.CONSUME(word.bit), 'bit') },
      { ALT: () => (this.CONSUME(word.float), 'float') },
      { ALT: () => (this.CONSUME(word.angle), 'angle') },
      { ALT: () => (this.CONSUME(word.int), 'int') },
      { ALT: () => (this.CONSUME(word.uint), 'uint') },
      { ALT: () => (this.CONSUME(word.bool), 'bool') },
    ]);
    const size = this.OPTION(() => this.SUBRULE(this.designator)) ?? null;
    return { name, size, span: this.span(start) };
  });

  protected readonly initial: Rule<Expression | Measurement> = this.rule<Expression | Measurement>(
    'initial',
    () =>
      this.oneOf<Expression | Measurement>('a value', [
        { ALT: () => this.SUBRULE(this.measurement) },
        { ALT: () => this.SUBRULE(this.expression) },
      ]),
  );

  protected readonly measurement: Rule<Measurement> = this.rule<Measurement>('measurement', () => {
    const start = this.start();
    this.CONSUME(word.measure);
    const operand = this.SUBRULE(this.operand);
    return { kind: 'measurement', operand, span: this.span(start) };
  });

  protected readonly alias: Rule<Statement> = this.rule<Statement>('alias', () => {
    const start = this.start();
    const parts: Operand[] = [];
    this.CONSUME(word.let);
    const name = this.SUBRULE(this.name);
    this.CONSUME(Equal);
    this.AT_LEAST_ONE_SEP({
      SEP: Concatenate,
      DEF: () => parts.push(this.SUBRULE(this.operand)),
    });
    this.CONSUME(Semicolon);
    return { kind: 'alias', name, parts, span: this.span(start) };
  });
}
