import {
  Comma,
  is,
  LeftBrace,
  LeftParen,
  Name as NameToken,
  RightBrace,
  RightParen,
  spanOf,
  word,
} from '../tokens.ts';
import type {
  Block,
  Control,
  For,
  GateOperation,
  GateStep,
  If,
  Inverse,
  Name,
  Repeat,
} from '../tree.ts';
import { startsLine } from '../brackets.ts';
import { nameOf, type Rule } from './reader.ts';
import { Sentences } from './sentences.ts';

/** What stands inside a circuit. */
export abstract class Blocks extends Sentences {
  readonly block: Rule<Block> = this.rule('block', () => {
    const start = this.start();
    const steps: GateStep[] = [];
    this.body('circuit', {
      into: steps,
      open: () => this.CONSUME(LeftBrace),
      read: () =>
        this.MANY(() => {
          this.deeper(
            () => steps.push(this.SUBRULE(this.gateStep)),
            () => 0,
          );
          steps.push(...this.mend('circuit'));
        }),
      close: () => this.CONSUME(RightBrace),
    });
    return { kind: 'block', steps, span: this.span(start) };
  });

  readonly for: Rule<For> = this.rule('for', () =>
    this.statement('`for` loop', () => {
      const start = this.start();
      const names: Name[] = [];
      this.CONSUME(word.for);
      this.choose<unknown>(
        'a name',
        () =>
          this.OR([
            { ALT: () => names.push(this.name('a name', () => this.CONSUME(NameToken))) },
            {
              ALT: () => {
                const opener = this.position;
                this.CONSUME(LeftParen);
                names.push(this.name('a name', () => this.CONSUME1(NameToken)));
                this.MANY(() => {
                  this.CONSUME(Comma);
                  names.push(this.name('a name', () => this.CONSUME2(NameToken)));
                });
                this.close(opener, ')', () => this.CONSUME(RightParen));
              },
            },
          ]),
        () => undefined,
      );
      this.CONSUME(word.in);
      const over = this.SUBRULE(this.expression);
      const body = this.SUBRULE(this.block);
      return { kind: 'for', names, over, body, span: this.span(start) };
    }),
  );

  readonly repeat: Rule<Repeat> = this.rule('repeat', () =>
    this.statement('`repeat` loop', () => {
      const start = this.start();
      this.CONSUME(word.repeat);
      const count = this.SUBRULE(this.expression);
      const body = this.SUBRULE(this.block);
      return { kind: 'repeat', count, body, span: this.span(start) };
    }),
  );

  readonly if: Rule<If> = this.rule('if', () =>
    this.statement('`if` statement', () => {
      const start = this.start();
      this.CONSUME(word.if);
      const condition = this.SUBRULE(this.expression);
      const then = this.SUBRULE(this.block);
      const otherwise = this.OPTION(() => {
        this.CONSUME(word.else);
        if (this.lacksBrace()) return this.SUBRULE1(this.block);
        return this.choose<If | Block | null>(
          '`if` or `{`',
          () =>
            this.OR([
              {
                ALT: () =>
                  this.deeper<If | null>(
                    () => this.SUBRULE(this.if),
                    () => null,
                  ),
              },
              { ALT: () => this.SUBRULE1(this.block) },
            ]),
          () => null,
        );
      });
      return { kind: 'if', condition, then, else: otherwise ?? null, span: this.span(start) };
    }),
  );

  readonly control: Rule<Control> = this.rule('control', () =>
    this.statement('`control` statement', () => {
      const start = this.start();
      this.CONSUME(word.control);
      const operand = this.SUBRULE(this.operand);
      const body = this.SUBRULE(this.block);
      return { kind: 'control', operand, body, span: this.span(start) };
    }),
  );

  readonly inverse: Rule<Inverse> = this.rule('inverse', () =>
    this.statement('`inverse` statement', () => {
      const start = this.start();
      this.CONSUME(word.inverse);
      const body = this.SUBRULE(this.block);
      return { kind: 'inverse', body, span: this.span(start) };
    }),
  );

  readonly operation: Rule<GateOperation> = this.rule('operation', () =>
    this.statement(`operation \`${this.next()?.image ?? ''}\``, () => {
      const start = this.start();
      const first = this.position;
      const name = nameOf(this.CONSUME(NameToken));
      const list = this.OPTION(() => this.SUBRULE(this.arguments)) ?? [];
      const stands = this.operandOnLine(first);
      const operands = this.SUBRULE(this.operands);
      const shown = stands === 'debris' ? this.noName() : name;
      return { kind: 'operation', name: shown, arguments: list, operands, span: this.span(start) };
    }),
  );

  private readonly gateStep: Rule<GateStep> = this.rule('gatestep', () =>
    this.OR([
      { ALT: () => this.SUBRULE(this.step) },
      { ALT: () => this.SUBRULE(this.for) },
      { ALT: () => this.SUBRULE(this.repeat) },
      { ALT: () => this.SUBRULE(this.if) },
      { ALT: () => this.SUBRULE(this.control) },
      { ALT: () => this.SUBRULE(this.inverse) },
      { ALT: () => this.SUBRULE(this.operation) },
    ]),
  );

  private lacksBrace(): boolean {
    if (this.RECORDING_PHASE || this.lost || this.sees(word.if) || this.sees(LeftBrace))
      return false;
    return this.strayBraceAhead();
  }

  /**
   * The line rule: without it a half-typed `h` would take the next line's gate for its operand. A name without an
   * operand behind another operation, as in `cx a b`, is debris of that one.
   */
  private operandOnLine(first: number): 'operation' | 'debris' {
    if (this.RECORDING_PHASE || this.lost || this.onSameLine()) return 'operation';
    const { tokens, finished } = this.session;
    const name = tokens[first]!;
    const before = tokens[first - 1];
    const standsAlone =
      startsLine(tokens, first) || is(before, LeftBrace) || is(before, RightBrace);
    if (standsAlone || !is(this.previous, NameToken)) {
      this.fail('a register');
      return 'operation';
    }
    this.report({
      code: 'unfinished-statement',
      span: spanOf(name),
      values: { statement: finished, expected: `\`,\` or a new line before \`${name.image}\`` },
    });
    this.lose();
    return 'debris';
  }
}
