import type { Span } from '../../compiler/index.ts';
import type { SourceFile } from '../../grammar/index.ts';
import { childrenOf } from './tree-walk.ts';

/** What grows around a place, from the word to the file: each span contains the one before and is larger. */
export function selectionsAt(text: string, tree: SourceFile, offset: number): Span[] {
  const around: Span[] = [tree.span];
  let node: object = tree;
  for (;;) {
    const inner = childrenOf(node).findLast(
      ({ span }) => span.start <= offset && offset <= span.end && span.end > span.start,
    );
    if (!inner) break;
    around.push(inner.span);
    node = inner;
  }
  around.push(wordSpan(text, offset));
  const growing = around.reverse();
  return growing.filter((span, index) => {
    const before = growing.slice(0, index).findLast(({ end, start }) => end > start);
    if (span.end === span.start) return false;
    return (
      !before ||
      (span.start <= before.start && before.end <= span.end && lengthOf(span) > lengthOf(before))
    );
  });
}

function wordSpan(text: string, offset: number): Span {
  let [start, end] = [offset, offset];
  while (start > 0 && /\w/.test(text.charAt(start - 1))) start--;
  while (end < text.length && /\w/.test(text.charAt(end))) end++;
  return { start, end };
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
