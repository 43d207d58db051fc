import type { IToken } from 'chevrotain';
import type { Name } from '../tree.ts';
import { Declarations } from './declarations.ts';
import type { Rule } from './reader.ts';
import {
  Arrow,
  At,
  Decimal,
  Equal,
  Integer,
  LeftBrace,
  LeftBracket,
  LeftParen,
  Quantity,
  RightBrace,
  RightBracket,
  RightParen,
  Semicolon,
  Update,
  word,
} from './tokens.ts';
import type {
  Dialect,
  Expression,
  Listed,
  Measurement,
  Modifier,
  Range,
  Statement,
} from './tree.ts';

/** What brackets cannot count, such as `if` behind `if` behind `if`. */
const DEEPEST = 100;

/** The statements of OpenQASM 2 and 3 that can be part of a circuit. */
export class OpenqasmParser extends Declarations {
  private statements: Statement[] = [];
  private depth = 0;

  constructor() {
    super();
    this.performSelfAnalysis();
  }

  /**
   * Reads statements up to the end or the first mistake.
   *
   * @returns what was read, and the mistake: its token's index and what was expected there.
   */
  read(
    tokens: readonly IToken[],
    dialect: Dialect,
  ): { statements: readonly Statement[]; lost: { at: number; expected: string } | null } {
    // Chevrotain pads the vector it is given, so it gets its own.
    this.input = [...tokens];
    this.dialect = dialect;
    this.statements = [];
    this.depth = 0;
    this.program();
    const { statements } = this;
    const [error] = this.errors;
    this.statements = [];
    if (error === undefined) return { statements, lost: null };
    const at = tokens.indexOf(error.token);
    return { statements, lost: { at: at < 0 ? tokens.length : at, expected: error.message } };
  }

  private readonly program = this.rule('program', (): void => {
    this.OPTION(() => this.SUBRULE(this.version));
    this.MANY(() => {
      const statement = this.SUBRULE(this.statement);
      this.ACTION(() => this.statements.push(...statement));
    });
  });

  private readonly version = this.rule('version', (): void => {
    this.CONSUME(word.OPENQASM);
    this.oneOf('a version', [
      { ALT: () => this.CONSUME(Decimal) },
      { ALT: () => this.CONSUME(Integer) },
    ]);
    this.CONSUME(Semicolon);
  });

  /** One statement; none for a lone `;`. */
  private readonly statement: Rule<readonly Statement[]> = this.rule<readonly Statement[]>(
    'statement',
    () => {
      const start = this.start();
      return this.oneOf<readonly Statement[]>('a statement', [
        { ALT: () => [this.SUBRULE(this.call)] },
        { ALT: () => [this.SUBRULE(this.measure)] },
        { ALT: () => [this.SUBRULE(this.quantum)] },
        { ALT: () => [this.SUBRULE(this.classical)] },
        { ALT: () => [this.SUBRULE(this.assignment)] },
        { ALT: () => [this.SUBRULE(this.include)] },
        { ALT: () => [this.SUBRULE(this.gate)] },
        { ALT: () => [this.SUBRULE(this.alias)] },
        { ALT: () => [this.SUBRULE(this.resetting)] },
        { ALT: () => [this.SUBRULE(this.barrier)] },
        { ALT: () => [this.SUBRULE(this.delay)] },
        { GATE: () => this.depth < DEEPEST, ALT: () => [this.SUBRULE(this.condition)] },
        { GATE: () => this.depth < DEEPEST, ALT: () => [this.SUBRULE(this.loop)] },
        {
          ALT: () => {
            this.CONSUME(Semicolon);
            this.span(start);
            return [];
          },
        },
      ]);
    },
  );

  private readonly measure: Rule<Statement> = this.rule<Statement>('measure', () => {
    const start = this.start();
    const measurement = this.SUBRULE(this.measurement);
    const into =
      this.OPTION(() => {
        this.CONSUME(Arrow);
        return this.SUBRULE(this.operand);
      }) ?? null;
    this.CONSUME(Semicolon);
    return { kind: 'measure', measurement, into, span: this.span(start) };
  });

  /** `c = measure q;`, and any other assignment. */
  private readonly assignment: Rule<Statement> = this.rule<Statement>('assignment', () => {
    const start = this.start();
    const target = this.SUBRULE(this.operand);
    const value = this.oneOf<Expression | Measurement>('`=`', [
      {
        ALT: () => {
          this.CONSUME(Equal);
          return this.SUBRULE(this.initial);
        },
      },
      {
        ALT: () => {
          this.CONSUME(Update);
          return this.SUBRULE(this.expression);
        },
      },
    ]);
    this.CONSUME(Semicolon);
    const span = this.span(start);
    if (!this.RECORDING_PHASE && value.kind === 'measurement')
      return { kind: 'measure', measurement: value, into: target, span };
    return { kind: 'assignment', target, span };
  });

  private readonly gate: Rule<Statement> = this.rule<Statement>('gate', () => {
    const start = this.start();
    return this.oneOf<Statement>('a gate', [
      {
        ALT: () => {
          this.CONSUME(word.gate);
          const name = this.SUBRULE(this.name);
          const parameters = this.SUBRULE(this.parameters);
          const qubits = this.SUBRULE(this.names);
          const body = this.SUBRULE(this.block);
          return { kind: 'gate', name, parameters, qubits, body, span: this.span(start) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.opaque);
          const name = this.SUBRULE2(this.name);
          this.SUBRULE2(this.parameters);
          this.SUBRULE2(this.names);
          this.CONSUME(Semicolon);
          return { kind: 'opaque', name, span: this.span(start) };
        },
      },
    ]);
  });

  private readonly parameters = this.rule<readonly Name[]>('parameters', () => {
    let names: readonly Name[] = [];
    this.OPTION(() => {
      this.CONSUME(LeftParen);
      this.OPTION2(() => {
        names = this.SUBRULE(this.names);
      });
      this.CONSUME(RightParen);
    });
    return names;
  });

  private readonly block: Rule<readonly Statement[]> = this.rule<readonly Statement[]>(
    'block',
    () => {
      const statements: Statement[] = [];
      this.CONSUME(LeftBrace);
      this.ACTION(() => this.depth++);
      this.MANY(() => {
        const statement = this.SUBRULE(this.statement);
        this.ACTION(() => statements.push(...statement));
      });
      this.CONSUME(RightBrace);
      this.ACTION(() => this.depth--);
      return statements;
    },
  );

  /** A block, or one statement in its place. */
  private readonly body: Rule<readonly Statement[]> = this.rule<readonly Statement[]>(
    'body',
    () => {
      this.ACTION(() => this.depth++);
      const statements = this.oneOf<readonly Statement[]>('a statement', [
        { ALT: () => this.SUBRULE(this.block) },
        { ALT: () => this.SUBRULE(this.statement) },
      ]);
      this.ACTION(() => this.depth--);
      return statements;
    },
  );

  private readonly call: Rule<Statement> = this.rule<Statement>('call', () => {
    const start = this.start();
    const modifiers: Modifier[] = [];
    this.MANY(() => modifiers.push(this.SUBRULE(this.modifier)));
    const name = this.SUBRULE(this.name);
    const values = this.OPTION(() => this.SUBRULE(this.inParentheses)) ?? [];
    const operands = this.OPTION2(() => this.SUBRULE(this.operands)) ?? [];
    this.CONSUME(Semicolon);
    return {
      kind: 'call',
      modifiers,
      name,
      arguments: values,
      operands,
      span: this.span(start),
    };
  });

  private readonly modifier: Rule<Modifier> = this.rule<Modifier>('modifier', () => {
    const start = this.start();
    const modifier = this.oneOf<Pick<Modifier, 'kind' | 'argument'>>('a modifier', [
      { ALT: () => (this.CONSUME(word.inv), { kind: 'inv', argument: null }) },
      {
        ALT: () => {
          this.CONSUME(word.pow);
          return { kind: 'pow', argument: this.SUBRULE(this.parenthesised) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.ctrl);
          const argument = this.OPTION(() => this.SUBRULE2(this.parenthesised)) ?? null;
          return { kind: 'ctrl', argument };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.negctrl);
          const argument = this.OPTION2(() => this.SUBRULE3(this.parenthesised)) ?? null;
          return { kind: 'negctrl', argument };
        },
      },
    ]);
    this.CONSUME(At);
    return { ...modifier, span: this.span(start) };
  });

  private readonly parenthesised: Rule<Expression> = this.rule<Expression>('parenthesised', () => {
    this.CONSUME(LeftParen);
    const value = this.SUBRULE(this.expression);
    this.CONSUME(RightParen);
    return value;
  });

  private readonly resetting: Rule<Statement> = this.rule<Statement>('resetting', () => {
    const start = this.start();
    this.CONSUME(word.reset);
    const operand = this.SUBRULE(this.operand);
    this.CONSUME(Semicolon);
    return { kind: 'reset', operand, span: this.span(start) };
  });

  private readonly barrier: Rule<Statement> = this.rule<Statement>('barrier', () => {
    const start = this.start();
    this.CONSUME(word.barrier);
    const operands = this.OPTION(() => this.SUBRULE(this.operands)) ?? [];
    this.CONSUME(Semicolon);
    return { kind: 'barrier', operands, span: this.span(start) };
  });

  private readonly delay: Rule<Statement> = this.rule<Statement>('delay', () => {
    const start = this.start();
    this.CONSUME(word.delay);
    this.CONSUME(LeftBracket);
    this.CONSUME(Quantity);
    this.CONSUME(RightBracket);
    const operands = this.OPTION(() => this.SUBRULE(this.operands)) ?? [];
    this.CONSUME(Semicolon);
    return { kind: 'delay', operands, span: this.span(start) };
  });

  private readonly condition: Rule<Statement> = this.rule<Statement>('condition', () => {
    const start = this.start();
    this.CONSUME(word.if);
    const condition = this.SUBRULE(this.parenthesised);
    const then = this.SUBRULE(this.body);
    const otherwise =
      this.OPTION(() => {
        this.CONSUME(word.else);
        return this.SUBRULE2(this.body);
      }) ?? [];
    return { kind: 'if', condition, then, otherwise, span: this.span(start) };
  });

  private readonly loop: Rule<Statement> = this.rule<Statement>('loop', () => {
    const start = this.start();
    this.CONSUME(word.for);
    this.OPTION(() => this.SUBRULE(this.scalarType));
    const name = this.SUBRULE(this.name);
    this.CONSUME(word.in);
    const over = this.SUBRULE(this.passes);
    const body = this.SUBRULE(this.body);
    return { kind: 'for', name, over, body, span: this.span(start) };
  });

  private readonly passes = this.rule<Range | Listed>('passes', () =>
    this.oneOf<Range | Listed>('a range `[a:b]` or a list `{a, b}`', [
      { ALT: () => this.SUBRULE(this.listed) },
      {
        ALT: () => {
          const start = this.start();
          this.CONSUME(LeftBracket);
          const range = this.SUBRULE(this.range);
          this.CONSUME(RightBracket);
          const span = this.span(start);
          // `[3]` walks over one value.
          return range.kind === 'range' ? range : { kind: 'listed', items: [range], span };
        },
      },
    ]),
  );
}
