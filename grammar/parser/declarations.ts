import { stringLiteral } from '../literals.ts';
import {
  Colon,
  Comma,
  Integer,
  isKeyword,
  LeftBrace,
  Name as NameToken,
  RightBrace,
  spanOf,
  StringToken,
  word,
} from '../tokens.ts';
import { fileDoc } from '../comments.ts';
import type {
  CircuitDeclaration,
  Declaration,
  Expression,
  FunctionDeclaration,
  Sentence,
  SourceFile,
  Step,
  UseImport,
  UseVersion,
} from '../tree.ts';
import type { Rule } from './reader.ts';
import { Runs } from './runs.ts';

type Import = UseImport['imports'][number];

/** A file and what it declares. */
export abstract class Declarations extends Runs {
  readonly file: Rule<SourceFile> = this.rule('file', () => {
    const declarations: Declaration[] = [];
    declarations.push(...this.mend('file'));
    this.MANY(() => {
      declarations.push(
        this.OR([
          { ALT: () => this.SUBRULE(this.use) },
          { ALT: () => this.SUBRULE(this.let) },
          { ALT: () => this.SUBRULE(this.function) },
          { ALT: () => this.SUBRULE(this.circuit) },
          { ALT: () => this.SUBRULE(this.model) },
          { ALT: () => this.SUBRULE(this.data) },
          { ALT: () => this.SUBRULE(this.train) },
          { ALT: () => this.SUBRULE(this.target) },
          { ALT: () => this.SUBRULE(this.compare) },
        ]),
      );
      declarations.push(...this.mend('file'));
    });
    const { text, tokens, comments, displaced } = this.session;
    return {
      kind: 'file',
      declarations: [...declarations, ...displaced],
      comments: comments.all,
      doc: fileDoc(comments, tokens[0]),
      span: { start: 0, end: text.length },
    };
  });

  readonly use: Rule<UseVersion | UseImport> = this.rule('use', () =>
    this.statement<UseVersion | UseImport>('`use`', () => {
      const start = this.start();
      this.CONSUME(word.use);
      return this.choose<UseVersion | UseImport>(
        'a name, then a version or `from`',
        () => this.OR([{ ALT: () => this.version(start) }, { ALT: () => this.imports(start) }]),
        () => this.noImport(start),
      );
    }),
  );

  readonly function: Rule<FunctionDeclaration> = this.rule('function', () =>
    this.statement('`function`', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.function);
      const name = this.name('a name', () => this.CONSUME(NameToken));
      const parameters = this.SUBRULE(this.parameters);
      const result =
        this.OPTION(() => {
          this.CONSUME(Colon);
          return this.SUBRULE(this.type);
        }) ?? null;
      const header = this.span(start);
      const body: (Step | Sentence)[] = [];
      let value: Expression = this.missing();
      this.body('function', {
        into: body,
        open: () => this.CONSUME(LeftBrace),
        read: () => {
          this.MANY(() => {
            body.push(
              this.OR([
                { ALT: () => this.SUBRULE(this.step) },
                { ALT: () => this.SUBRULE(this.sentence) },
              ]),
            );
            body.push(...this.mend('function'));
          });
          value = this.returned(() => {
            this.CONSUME(word.return);
            return this.SUBRULE(this.expression);
          });
        },
        close: () => this.CONSUME(RightBrace),
      });
      const span = this.span(start);
      return { kind: 'function', doc, name, parameters, result, body, value, header, span };
    }),
  );

  readonly circuit: Rule<CircuitDeclaration> = this.rule('circuit', () =>
    this.statement('`circuit`', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.circuit);
      const name = this.name('a name', () => this.CONSUME(NameToken));
      const parameters = this.OPTION(() => this.SUBRULE(this.parameters)) ?? [];
      this.CONSUME(word.on);
      const wires = [this.SUBRULE(this.wire)];
      this.MANY(() => {
        this.CONSUME(Comma);
        wires.push(this.SUBRULE1(this.wire));
      });
      const header = this.span(start);
      const body = this.SUBRULE(this.block);
      return {
        kind: 'circuit',
        doc,
        name,
        parameters,
        wires,
        body,
        header,
        span: this.span(start),
      };
    }),
  );

  private version(start: number): UseVersion {
    const language = this.name('`qmm`', () => this.CONSUME(NameToken));
    const version = Number(this.CONSUME(Integer).image.replaceAll('_', ''));
    return { kind: 'use-version', language, version, span: this.span(start) };
  }

  private imports(start: number): UseImport {
    const imports = [this.SUBRULE(this.import)];
    this.MANY(() => {
      this.CONSUME(Comma);
      imports.push(this.SUBRULE1(this.import));
    });
    this.CONSUME(word.from);
    const path = stringLiteral(this.CONSUME(StringToken));
    return {
      kind: 'use-import',
      imports,
      path: path.value,
      pathSpan: path.span,
      span: this.span(start),
    };
  }

  private readonly import: Rule<Import> = this.rule('import', () => {
    const start = this.start();
    const name = this.name('a name', () => this.CONSUME(NameToken));
    const alias =
      this.OPTION(() => {
        this.CONSUME(word.as);
        return this.name('a name', () => this.CONSUME1(NameToken));
      }) ?? null;
    return { name, alias, span: this.span(start) };
  });

  private noImport(start: number): UseImport {
    const span = this.span(start);
    const pathSpan = { start: span.end, end: span.end };
    return { kind: 'use-import', imports: [], path: '', pathSpan, span };
  }

  private returned(read: () => Expression): Expression {
    if (this.RECORDING_PHASE) return read();
    if (!this.sees(word.return)) {
      const silent = this.lost || this.session.recovering || this.insideUnclosed();
      if (!silent) this.reportUnfinished('`return` with a value');
      return this.missing();
    }
    const value = this.statement('`return`', read);
    this.nothingAfterReturn();
    return value;
  }

  private nothingAfterReturn(): void {
    const token = this.next();
    if (token === undefined || this.sees(RightBrace) || this.session.recovering) return;
    if (this.insideUnclosed()) return;
    if (!isKeyword(token)) {
      this.reportUnfinished('an operator or `}`');
      return;
    }
    this.report({
      code: 'wrong-block',
      span: spanOf(token),
      values: {
        statement: token.image,
        block: 'a function after its `return`',
        home: 'put it before the `return`',
      },
    });
  }
}
