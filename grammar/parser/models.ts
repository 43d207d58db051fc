import {
  Colon,
  Equal,
  LeftBrace,
  Name as NameToken,
  Question,
  RightBrace,
  spanOf,
  word,
} from '../tokens.ts';
import type {
  Item,
  Label,
  Metric,
  Modality,
  ModelDeclaration,
  Objective,
  Readout,
  Span,
} from '../tree.ts';
import { Blocks } from './blocks.ts';
import type { Rule } from './reader.ts';

/** Models and what only a model holds. */
export abstract class Models extends Blocks {
  readonly modality: Rule<Modality> = this.rule('modality', () =>
    this.statement('`modality` statement', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.modality);
      const name = this.name('a name', () => this.CONSUME(NameToken));
      const mark = this.ACTION(() => this.markOnName());
      this.CONSUME(Colon);
      const type = this.SUBRULE(this.type);
      this.ACTION(() => this.reportMark(mark));
      return { kind: 'modality', doc, name, type, span: this.span(start) };
    }),
  );

  /** The `?` of `voice?: audio(...)`, which belongs behind the type. */
  private markOnName(): Span | undefined {
    const mark = this.next();
    if (mark === undefined || !this.sees(Question) || !this.sees(Colon, 2)) return undefined;
    this.SKIP_TOKEN();
    return spanOf(mark);
  }

  private reportMark(mark: Span | undefined): void {
    if (mark === undefined || this.lost) return;
    const end = this.end();
    const behind = { start: end, end };
    this.report({
      code: 'foreign-sign',
      span: mark,
      values: { sign: 'name?: type', meant: 'name: type?' },
      fix: {
        title: 'Write `?` behind the type',
        edits: [
          { span: mark, text: '' },
          { span: behind, text: '?' },
        ],
      },
    });
  }

  readonly label: Rule<Label> = this.rule('label', () =>
    this.statement('`label` statement', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.label);
      const name = this.name('a name', () => this.CONSUME(NameToken));
      this.CONSUME(Colon);
      const type = this.SUBRULE(this.type);
      return { kind: 'label', doc, name, type, span: this.span(start) };
    }),
  );

  readonly readout: Rule<Readout> = this.rule('readout', () =>
    this.statement('`readout` statement', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.readout);
      const name = this.name('a name', () => this.CONSUME(NameToken));
      const type =
        this.OPTION(() => {
          this.CONSUME(Colon);
          return this.SUBRULE(this.type);
        }) ?? null;
      this.CONSUME(Equal);
      const value = this.SUBRULE(this.expression);
      return { kind: 'readout', doc, name, type, value, span: this.span(start) };
    }),
  );

  readonly objective: Rule<Objective> = this.rule('objective', () =>
    this.statement('`objective` statement', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.objective);
      this.ACTION(() => this.unreserveBeforeEqual());
      const name =
        this.OPTION(() => {
          const read = this.name('a name', () => this.CONSUME(NameToken));
          this.CONSUME(Equal);
          return read;
        }) ?? null;
      const value = this.SUBRULE(this.expression);
      return { kind: 'objective', doc, name, value, span: this.span(start) };
    }),
  );

  readonly metric: Rule<Metric> = this.rule('metric', () =>
    this.statement('`metric` statement', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.metric);
      const name = this.name('a name', () => this.CONSUME(NameToken));
      this.CONSUME(Equal);
      const value = this.SUBRULE(this.expression);
      return { kind: 'metric', doc, name, value, span: this.span(start) };
    }),
  );

  private readonly item: Rule<Item> = this.rule('item', () =>
    this.OR([
      { ALT: () => this.SUBRULE(this.modality) },
      { ALT: () => this.SUBRULE(this.label) },
      { ALT: () => this.SUBRULE(this.readout) },
      { ALT: () => this.SUBRULE(this.objective) },
      { ALT: () => this.SUBRULE(this.metric) },
      { ALT: () => this.SUBRULE(this.step) },
      { ALT: () => this.SUBRULE(this.sentence) },
    ]),
  );

  readonly model: Rule<ModelDeclaration> = this.rule('model', () =>
    this.statement('`model`', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.model);
      const name = this.name('a name', () => this.CONSUME(NameToken));
      const parameters = this.OPTION(() => this.SUBRULE(this.parameters)) ?? [];
      const header = this.span(start);
      const items: Item[] = [];
      this.body('model', {
        into: items,
        open: () => this.CONSUME(LeftBrace),
        read: () =>
          this.MANY(() => {
            items.push(this.SUBRULE(this.item));
            items.push(...this.mend('model'));
          }),
        close: () => this.CONSUME(RightBrace),
      });
      return { kind: 'model', doc, name, parameters, items, header, span: this.span(start) };
    }),
  );
}
