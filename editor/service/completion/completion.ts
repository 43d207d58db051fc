import type { BindingKind, Span } from '../../../compiler/index.ts';
import type { Situation } from '../../../grammar/assist/situation.ts';
import type { Edit } from '../rename.ts';
import type { Analysis, Workspace } from '../workspace.ts';

/** Something that can stand where the cursor is. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** One line of the language: a header, a usage, a type. */
  readonly detail: string;
  /** What it is for, in Markdown; empty where there is nothing to say. */
  readonly text: string;
  /** What replaces `span`. */
  readonly insert: string;
  readonly span: Span;
  /** What has to change elsewhere: an import. */
  readonly edits: readonly Edit[];
  /** The likeliest first: 0 is what the place asks for, larger numbers also fit. */
  readonly rank: number;
}

export type CompletionKind =
  BindingKind | 'keyword' | 'gate' | 'intrinsic' | 'type' | 'setting' | 'size';

/** All but the place, which is the same for all completions of one request. */
export type Candidate = Omit<Completion, 'span' | 'edits' | 'insert'> &
  Partial<Pick<Completion, 'edits' | 'insert'>>;

/** Where a completion is asked for. */
export interface Place {
  readonly workspace: Workspace;
  readonly analysis: Analysis;
  readonly situation: Situation;
}
