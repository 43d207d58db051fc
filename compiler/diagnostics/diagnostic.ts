import type { Code } from './catalogue.ts';

/** Something to tell the user, wherever it is shown: terminal, JSON and editor render this one value. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: 'error' | 'warning';
  /** Two to five words, e.g. `Sizes do not match`. */
  readonly title: string;
  /** One or two sentences with both sides of the mismatch. */
  readonly message: string;
  readonly at: Location;
  /** What stands at the place, in a few words; drawn under the line. */
  readonly label: string;
  readonly related: readonly { readonly at: Location; readonly label: string }[];
  /** The edit in words, one sentence. */
  readonly help?: string;
  readonly fixes: readonly Fix[];
  /** Numbers that would be right in place of others: what a fix changes where they are written. */
  readonly numbers?: readonly NumberChange[];
}

export interface NumberChange {
  readonly from: number;
  readonly to: number;
}

/** UTF-16 offsets, half open, into a file of the compilation. */
export interface Location {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly at: Location; readonly text: string }[];
}
