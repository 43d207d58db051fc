import type { Span } from './tree.ts';

/** Codes the parser can report; the compiler's catalogue turns each into a message. */
export type SyntaxCode =
  | 'unknown-character'
  | 'unclosed'
  | 'unfinished-statement'
  | 'number-suffix'
  | 'reserved-word'
  | 'pipe-needs-parentheses'
  | 'wrong-block'
  | 'unknown-name';

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** What the parser found wrong: a code, the values its message needs, the places, and the edit that mends it. */
export interface SyntaxProblem {
  readonly code: SyntaxCode;
  readonly span: Span;
  /** Filled into the catalogue's message template, by name. */
  readonly values: Readonly<Record<string, string>>;
  readonly related?: readonly { readonly span: Span; readonly label: string }[];
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
}
