import { builders } from 'prettier/doc';
import type { Doc } from 'prettier';
import type { Comment, Span } from '../../../grammar/tree.ts';
import type { Page } from '../page.ts';

const { breakParent, hardline, lineSuffix } = builders;

/** Something that can have a line of its own, and so comments above it and beside it. */
export interface Part {
  readonly span: Span;
  readonly print: () => Doc;
}

/** A part with its comments; `start` and `end` are where the first and the last of them stood in the text. */
export interface Printed extends Span {
  readonly doc: Doc;
}

/** A part on a line of its own. */
export function printPart(page: Page, part: Part): Printed {
  return withBeside(page, printBelow(page, part));
}

/**
 * Parts of which the first continues a line that has begun, and the last ends where the whole ends: what stands above
 * the first or beside the last belongs to the whole.
 */
export function printRun(page: Page, parts: readonly Part[]): Printed[] {
  return parts.map((part, index) => {
    const printed = index === 0 ? printInside(page, part) : printBelow(page, part);
    return index === parts.length - 1 ? printed : withBeside(page, printed);
  });
}

/** The comments before an offset, one a line. */
export function printRest(page: Page, offset: number): Printed[] {
  return page
    .takeBefore(offset)
    .map((comment) => ({ doc: textOf(page, comment), ...comment.span }));
}

/** Printed lines below one another. */
export function joinLines(
  page: Page,
  rows: readonly Printed[],
  isParted: (index: number) => boolean = () => false,
): Doc[] {
  return rows.flatMap((row, index): Doc[] => {
    const before = rows[index - 1];
    if (before === undefined) return [row.doc];
    const apart = isParted(index) || isBlankBetween(page, before, row);
    return apart ? [hardline, hardline, row.doc] : [hardline, row.doc];
  });
}

/** Whether the author left a line empty between two printed things. */
export function isBlankBetween(page: Page, before: Span, after: Span): boolean {
  return /\n[^\S\n]*\n/.test(page.text.slice(before.end, after.start));
}

function printInside(page: Page, { span, print }: Part): Printed {
  page.hoistBefore(span.start);
  const doc = print();
  page.hoistBefore(span.end);
  return { doc, ...span };
}

function printBelow(page: Page, part: Part): Printed {
  const above = printRest(page, part.span.start);
  const { value: body, hoisted } = page.collect(() => printInside(page, part));
  // What stands directly above keeps its place: a `// allow` counts for the next line only.
  const apart = above.findLastIndex((row, index) =>
    isBlankBetween(page, row, above[index + 1] ?? body),
  );
  const rows = [...above.slice(apart + 1), body];
  const found = hoisted.map((comment): Printed => ({
    doc: textOf(page, comment),
    start: rows[0]!.start,
    end: rows[0]!.start,
  }));
  const all = [...above.slice(0, apart + 1), ...found, ...rows];
  return { doc: joinLines(page, all), start: all[0]!.start, end: part.span.end };
}

function withBeside(page: Page, printed: Printed): Printed {
  const comment = page.takeBeside(printed.end);
  if (comment === undefined) return printed;
  const beside = [lineSuffix([' ', textOf(page, comment)]), breakParent];
  return { doc: [printed.doc, beside], start: printed.start, end: comment.span.end };
}

function textOf(page: Page, { span }: Comment): string {
  return page.text.slice(span.start, span.end).trimEnd();
}
