import { Comma, LeftBracket, Name as NameToken, RightBracket, word } from '../tokens.ts';
import type {
  Encode,
  Evolve,
  Expression,
  Fuse,
  Operand,
  Register,
  Sentence,
  Wire,
} from '../tree.ts';
import type { Rule } from './reader.ts';
import { Steps } from './steps.ts';

/** What a model or a function does with qubits. */
export abstract class Sentences extends Steps {
  readonly register: Rule<Register> = this.rule('register', () =>
    this.statement('`register` statement', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.register);
      const wires = [this.SUBRULE(this.wire)];
      this.MANY(() => {
        this.CONSUME(Comma);
        wires.push(this.SUBRULE1(this.wire));
      });
      return { kind: 'register', doc, wires, span: this.span(start) };
    }),
  );

  readonly encode: Rule<Encode> = this.rule('encode', () =>
    this.statement('`encode` statement', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.encode);
      const values: Expression[] = [this.SUBRULE(this.expression)];
      this.MANY(() => {
        this.CONSUME(Comma);
        values.push(this.SUBRULE1(this.expression));
      });
      this.CONSUME(word.into);
      const operands = this.SUBRULE(this.operands);
      this.CONSUME(word.with);
      const circuit = this.SUBRULE(this.call, { ARGS: ['a circuit'] });
      return { kind: 'encode', doc, values, operands, circuit, span: this.span(start) };
    }),
  );

  readonly fuse: Rule<Fuse> = this.rule('fuse', () =>
    this.statement('`fuse` statement', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.fuse);
      const operands = this.SUBRULE(this.operands);
      this.CONSUME(word.with);
      const circuit = this.SUBRULE(this.call, { ARGS: ['a circuit'] });
      return { kind: 'fuse', doc, operands, circuit, span: this.span(start) };
    }),
  );

  readonly evolve: Rule<Evolve> = this.rule('evolve', () =>
    this.statement('`evolve` statement', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.evolve);
      const operands = this.SUBRULE(this.operands);
      this.CONSUME(word.with);
      const circuit = this.SUBRULE(this.call, { ARGS: ['a circuit'] });
      return { kind: 'evolve', doc, operands, circuit, span: this.span(start) };
    }),
  );

  readonly sentence: Rule<Sentence> = this.rule('sentence', () =>
    this.OR([
      { ALT: () => this.SUBRULE(this.register) },
      { ALT: () => this.SUBRULE(this.encode) },
      { ALT: () => this.SUBRULE(this.fuse) },
      { ALT: () => this.SUBRULE(this.evolve) },
    ]),
  );

  readonly wire: Rule<Wire> = this.rule('wire', () => {
    const start = this.start();
    const name = this.name('a register', () => this.CONSUME(NameToken));
    const size =
      this.OPTION(() => {
        const opener = this.position;
        this.CONSUME(LeftBracket);
        const read = this.SUBRULE(this.expression);
        this.close(opener, ']', () => this.CONSUME(RightBracket));
        return read;
      }) ?? null;
    return { name, size, span: this.span(start) };
  });

  readonly operands: Rule<readonly Operand[]> = this.rule('operands', () => {
    const list = [this.SUBRULE(this.operand)];
    this.MANY(() => {
      this.CONSUME(Comma);
      list.push(this.SUBRULE1(this.operand));
    });
    return list;
  });

  readonly operand: Rule<Operand> = this.rule('operand', () => {
    const start = this.start();
    if (!this.operandAhead()) {
      return { kind: 'wire', name: this.noName(), index: null, span: this.span(start) };
    }
    return this.OR([
      {
        ALT: (): Operand => {
          const name = this.name('a register', () => this.CONSUME(NameToken));
          const index =
            this.OPTION(() => {
              const opener = this.position;
              this.CONSUME(LeftBracket);
              const read = this.SUBRULE(this.expression);
              this.close(opener, ']', () => this.CONSUME(RightBracket));
              return read;
            }) ?? null;
          return { kind: 'wire', name, index, span: this.span(start) };
        },
      },
      {
        ALT: (): Operand => {
          const opener = this.position;
          this.CONSUME1(LeftBracket);
          const parts = this.deeper(
            () => this.SUBRULE(this.operands),
            () => [],
          );
          this.close(opener, ']', () => this.CONSUME1(RightBracket));
          return { kind: 'joined', parts, span: this.span(start) };
        },
      },
    ]);
  });

  private operandAhead(): boolean {
    if (this.RECORDING_PHASE) return true;
    if (this.lost) return false;
    if (!this.statementAhead()) {
      this.unreserve();
      if (this.sees(NameToken) || this.sees(LeftBracket)) return true;
    }
    this.fail('a register');
    return false;
  }
}
