import type { IToken } from 'chevrotain';
import { DocComment, FileComment, spanOf } from './tokens.ts';
import type { Comment } from './tree.ts';

/** The comments of a text and the lines on which they stand alone. */
export interface Comments {
  readonly all: readonly Comment[];
  readonly byLine: ReadonlyMap<number, Comment>;
}

/** Sorts comment tokens by what they document. */
export function readComments(comments: readonly IToken[], tokens: readonly IToken[]): Comments {
  const codeLines = new Set(tokens.map((token) => token.startLine));
  const byLine = new Map<number, Comment>();
  const all = comments.map((token) => {
    const comment = readComment(token);
    if (!codeLines.has(token.startLine)) byLine.set(token.startLine!, comment);
    return comment;
  });
  return { all, byLine };
}

/**
 * The text of the `///` lines directly above a line. A `//` line between them and the statement, where warnings are
 * silenced, does not part them.
 */
export function docAbove(comments: Comments, line: number): string {
  const lines: string[] = [];
  for (let above = line - 1; ; above--) {
    const comment = comments.byLine.get(above);
    if (comment?.kind === 'doc') lines.unshift(comment.text);
    else if (comment?.kind !== 'line' || lines.length > 0) return lines.join('\n');
  }
}

/** The text of the `//!` lines before the first statement. */
export function fileDoc(comments: Comments, firstToken: IToken | undefined): string {
  const end = firstToken?.startOffset ?? Infinity;
  return comments.all
    .filter((comment) => comment.kind === 'file' && comment.span.start < end)
    .map((comment) => comment.text)
    .join('\n');
}

function readComment(token: IToken): Comment {
  const kind =
    token.tokenType === DocComment ? 'doc' : token.tokenType === FileComment ? 'file' : 'line';
  const text = token.image.slice(kind === 'line' ? 2 : 3);
  return { kind, text: text.replace(/^[ \t]/, '').trimEnd(), span: spanOf(token) };
}
