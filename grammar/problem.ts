import type { Span } from './tree.ts';

/**
 * Codes the parser can report; the compiler's catalogue turns each into a message. The values each gives:
 *
 * - `unknown-character`: `character`, or an escape such as `\q`; fix where it is known what was meant
 * - `unclosed`: `opener`, `closer`; stands on the opener, related is where the closer comes at the latest
 * - `unfinished-statement`: `statement`, what was being written, in words (`` `encode` statement ``); `expected`, what
 *   may come (`` a circuit after `with` ``)
 * - `foreign-sign`: `sign`, as it is written elsewhere; `meant`, as it is written here; with the fix
 * - `number-suffix`: `number`, `unit`; with the fix
 * - `reserved-word`: `word`
 * - `pipe-needs-parentheses`: `suggestion`, the whole expression with parentheses; with the fix
 * - `wrong-block`: `statement`, its first word; `block`, where it stands (`a model`); `home`, advice where it belongs
 *   (`put it in a circuit`)
 * - `unknown-name`, of a statement's first word: `what` (`statement`), `name`, `suggestion`; with the fix
 */
export type SyntaxCode =
  | 'unknown-character'
  | 'unclosed'
  | 'unfinished-statement'
  | 'foreign-sign'
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
