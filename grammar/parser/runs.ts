import { Colon, Equal, LeftBrace, Name as NameToken, RightBrace, word, Word } from '../tokens.ts';
import type {
  Call,
  CompareDeclaration,
  DataDeclaration,
  Let,
  Require,
  Setting,
  Settings,
  Stage,
  TargetDeclaration,
  TrainDeclaration,
} from '../tree.ts';
import { Models } from './models.ts';
import { nameOf, type Rule } from './reader.ts';

/** Data, targets, runs and their settings. */
export abstract class Runs extends Models {
  readonly settings: Rule<Settings> = this.rule('settings', () => {
    const start = this.start();
    const entries: (Setting | Stage | Require)[] = [];
    const displaced: Let[] = [];
    this.body('settings', {
      into: displaced,
      open: () => this.CONSUME(LeftBrace),
      read: () =>
        this.MANY({
          GATE: () => this.entryAhead(),
          DEF: () => {
            entries.push(this.entry());
            this.mend('settings');
          },
        }),
      close: () => this.CONSUME(RightBrace),
    });
    return { kind: 'settings', entries, span: this.span(start) };
  });

  readonly data: Rule<DataDeclaration> = this.rule('data', () =>
    this.statement('`data`', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.data);
      const name = this.name('a name', () => this.CONSUME(NameToken));
      this.CONSUME(Equal);
      const source = this.SUBRULE(this.expression);
      const settings = this.optionalSettings(() => this.OPTION(() => this.SUBRULE(this.settings)));
      return { kind: 'data', doc, name, source, settings, span: this.span(start) };
    }),
  );

  readonly target: Rule<TargetDeclaration> = this.rule('target', () =>
    this.statement('`target`', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.target);
      const name = this.name('a name', () => this.CONSUME(NameToken));
      this.CONSUME(Equal);
      const source = this.SUBRULE(this.expression);
      const settings = this.optionalSettings(() => this.OPTION(() => this.SUBRULE(this.settings)));
      return { kind: 'target', doc, name, source, settings, span: this.span(start) };
    }),
  );

  readonly train: Rule<TrainDeclaration> = this.rule('train', () =>
    this.statement('`train`', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.train);
      this.ACTION(() => this.unreserveBeforeEqual());
      const name =
        this.OPTION(() => {
          const read = this.name('a name', () => this.CONSUME(NameToken));
          this.CONSUME(Equal);
          return read;
        }) ?? null;
      const modelStart = this.start();
      const modelName = this.name('a model', () => this.CONSUME1(NameToken));
      const list = this.OPTION1(() => this.SUBRULE(this.arguments));
      const model: Call = {
        kind: 'call',
        name: modelName,
        called: list !== undefined,
        arguments: list ?? [],
        span: this.span(modelStart),
      };
      this.CONSUME(word.on);
      const data = this.name('a data set', () => this.CONSUME2(NameToken));
      const settings = this.optionalSettings(() => this.OPTION2(() => this.SUBRULE(this.settings)));
      return { kind: 'train', doc, name, model, data, settings, span: this.span(start) };
    }),
  );

  readonly compare: Rule<CompareDeclaration> = this.rule('compare', () =>
    this.statement('`compare`', () => {
      const start = this.start();
      const doc = this.doc();
      this.CONSUME(word.compare);
      const model = this.name('a model', () => this.CONSUME(NameToken));
      const settings = this.optionalSettings(() => this.OPTION(() => this.SUBRULE(this.settings)));
      return { kind: 'compare', doc, model, settings, span: this.span(start) };
    }),
  );

  // Every keyword is a `WORD`, so one token does not show whether an entry or something else comes.
  private entryAhead(): boolean {
    return this.sees(Colon, 2) || this.sees(word.stage) || this.sees(word.require);
  }

  private entry(): Setting | Stage | Require {
    // A half-typed stage or requirement fits no pair of tokens, and is still better told of as one.
    const stands = !this.RECORDING_PHASE && !this.sees(Colon, 2);
    if (stands && this.sees(word.stage)) return this.stage();
    if (stands && this.sees(word.require)) return this.SUBRULE(this.require);
    return this.OR([
      { ALT: () => this.setting() },
      { ALT: () => this.stage() },
      { ALT: () => this.SUBRULE(this.require) },
    ]);
  }

  private setting(): Setting {
    return this.statement(`setting \`${this.next()?.image ?? ''}\``, () => {
      const start = this.start();
      const key = nameOf(this.CONSUME(Word));
      this.CONSUME(Colon);
      const value = this.SUBRULE(this.expression);
      return { kind: 'setting', key, value, span: this.span(start) };
    });
  }

  protected stage(): Stage {
    return this.statement('`stage`', () => {
      const start = this.start();
      this.CONSUME(word.stage);
      const name = this.name('a name', () => this.CONSUME(NameToken));
      const settings = this.deeper<Settings>(
        () => this.SUBRULE(this.settings),
        () => ({ kind: 'settings', entries: [], span: this.span(this.end()) }),
      );
      return { kind: 'stage', name, settings, span: this.span(start) };
    });
  }

  /** Settings, also those whose statement failed before their `{`. */
  private optionalSettings(read: () => Settings | undefined): Settings | null {
    if (this.RECORDING_PHASE) return read() ?? null;
    this.findBody();
    const lacksBrace = !this.lost && this.entryAhead() && this.strayBraceAhead();
    return (lacksBrace ? this.SUBRULE(this.settings) : read()) ?? null;
  }
}
