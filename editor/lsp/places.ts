import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Location } from '../../compiler/index.ts';

/** How places of the language become places of the protocol. */
export interface Places {
  /** The text a location counts in; undefined where the file is gone. */
  readonly documentOf: (path: string) => TextDocument | undefined;
  readonly uriOf: (path: string) => string;
  readonly explanation: (code: string) => string | undefined;
}

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export function toRange({ file, start, end }: Location, places: Places): Range {
  const document = places.documentOf(file);
  return document ? { start: document.positionAt(start), end: document.positionAt(end) } : NOWHERE;
}

/** Edits of several files as one change. */
export function toWorkspaceEdit(
  edits: readonly { readonly at: Location; readonly text: string }[],
  places: Places,
): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { at, text } of edits) {
    const edit = { range: toRange(at, places), newText: text };
    (changes[places.uriOf(at.file)] ??= []).push(edit);
  }
  return { changes };
}
