import {
  EmbeddedActionsParser,
  tokenLabel,
  type IParserErrorMessageProvider,
  type IToken,
  type ParserMethod,
} from 'chevrotain';
import type { Name as NameNode, Span } from '../tree.ts';
import { Comma, Name, vocabulary } from './tokens.ts';

export type Rule<T> = ParserMethod<[], T>;

interface Alternative<T> {
  readonly ALT: () => T;
  readonly GATE?: () => boolean;
}

/** Messages are made where problems are reported; from the parser they need only what it expected. */
const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => tokenLabel(expected),
  buildNotAllInputParsedMessage: () => 'a statement',
  buildNoViableAltMessage: ({ customUserDescription }) => customUserDescription ?? 'something else',
  buildEarlyExitMessage: ({ customUserDescription }) => customUserDescription ?? 'something else',
};

/** What every rule builds on: places, names and lists. Rules throw inside, as Chevrotain's do. */
export abstract class Reader extends EmbeddedActionsParser {
  /** Chevrotain's cursor: the index of the token read last. */
  declare protected currIdx: number;

  constructor() {
    super(vocabulary, {
      maxLookahead: 2,
      recoveryEnabled: false,
      skipValidations: true,
      errorMessageProvider: expectations,
    });
  }

  /** Where the next token starts. */
  protected start(): number {
    return this.LA(1).startOffset;
  }

  /** From an offset to the token read last. */
  protected span(start: number): Span {
    return { start, end: endOf(this.LA(0)) };
  }

  /** Defines a rule of the grammar. */
  protected rule<T>(name: string, read: () => T): Rule<T> {
    return this.RULE(name, read);
  }

  /** One of several alternatives; `expected` says in words what they have in common. A rule has one such choice. */
  protected oneOf<T>(expected: string, alternatives: Alternative<T>[]): T {
    return this.OR<Alternative<T>[]>({ DEF: alternatives, ERR_MSG: expected });
  }

  protected readonly name = this.rule('name', (): NameNode => nameOf(this.CONSUME(Name)));

  /** `a, b, c`, at least one. */
  protected readonly names = this.rule('names', (): readonly NameNode[] => {
    const names: NameNode[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => names.push(this.SUBRULE(this.name)) });
    return names;
  });
}

export function nameOf(token: IToken): NameNode {
  return { text: token.image, span: spanOf(token) };
}

export function spanOf(token: IToken): Span {
  return { start: token.startOffset, end: endOf(token) };
}

function endOf(token: IToken): number {
  // While the grammar is recorded, tokens are empty.
  return (token.endOffset ?? 0) + 1;
}
