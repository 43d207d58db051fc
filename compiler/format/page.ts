import type { Comment } from '../../grammar/tree.ts';

/**
 * A text while it is printed. Printers go through it from top to bottom and take the comments as they come to them, so
 * that none is lost and none is printed twice.
 */
export interface Page {
  readonly text: string;
  /** The offset of the first character at or behind `offset` that is neither blank nor comment. */
  readonly codeAfter: (offset: number) => number;
  /** Takes the comments before an offset. */
  readonly takeBefore: (offset: number) => readonly Comment[];
  /** Takes the comment that follows on the same line; a comma may stand between. */
  readonly takeBeside: (offset: number) => Comment | undefined;
  /** Takes the comments before an offset where no line may be broken; they go above what encloses them. */
  readonly hoistBefore: (offset: number) => void;
  /** Prints something above which comments may stand, and gives what was hoisted out of it. */
  readonly collect: <T>(print: () => T) => { readonly value: T; readonly hoisted: Comment[] };
}

/** @param comments in the order of the text */
export function openPage(text: string, comments: readonly Comment[]): Page {
  const blanks = /(?:\s|\/\/[^\n\r]*)*/y;
  let next = 0;
  let hoisted: Comment[] = [];

  const takeBefore = (offset: number): readonly Comment[] => {
    const first = next;
    while (next < comments.length && comments[next]!.span.start < offset) next++;
    return comments.slice(first, next);
  };

  return {
    text,
    codeAfter: (offset) => {
      blanks.lastIndex = offset;
      return offset + (blanks.exec(text)?.[0].length ?? 0);
    },
    takeBefore,
    takeBeside: (offset) => {
      const comment = comments[next];
      if (comment === undefined) return undefined;
      const isBeside = /^[^\S\n]*,?[^\S\n]*$/.test(text.slice(offset, comment.span.start));
      if (!isBeside) return undefined;
      next++;
      return comment;
    },
    hoistBefore: (offset) => void hoisted.push(...takeBefore(offset)),
    collect: (print) => {
      const outer = hoisted;
      hoisted = [];
      const value = print();
      const inner = hoisted;
      hoisted = outer;
      return { value, hoisted: inner };
    },
  };
}
