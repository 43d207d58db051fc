import type { Span } from '../tree.ts';

/**
 * What is wrong with an OpenQASM text, with the values that the compiler's catalogue needs for its message.
 *
 * - `character`: a character that no word, number or sign contains
 * - `expected`: the text stops making sense at a token
 * - `nesting`: brackets or terms beyond what can be read
 * - `unsupported`: a construct of the language that is no part of what can be compiled
 */
export type OpenqasmProblem =
  | { readonly kind: 'character'; readonly span: Span; readonly character: string }
  | {
      readonly kind: 'expected';
      readonly span: Span;
      /** In words: `` `;` ``, `an expression`. */
      readonly expected: string;
      /** In words: `` `cx` ``, `the end of the file`. */
      readonly found: string;
    }
  | { readonly kind: 'nesting'; readonly span: Span; readonly what: string }
  | { readonly kind: 'unsupported'; readonly span: Span; readonly construct: string };
