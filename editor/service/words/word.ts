/** What the language itself says of a word: how it is written and what it is for. */
export interface WordDoc {
  readonly usage: string;
  readonly text: string;
}

export type WordDocs = Readonly<Record<string, WordDoc>>;
