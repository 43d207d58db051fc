import { builders } from 'prettier/doc';
import type { Doc } from 'prettier';
import type { Page } from '../page.ts';
import {
  isBlankBetween,
  joinLines,
  type Part,
  type Printed,
  printPart,
  printRest,
  printRun,
} from './comments.ts';

const { breakParent, group, hardline, ifBreak, indent, join, line, softline } = builders;

/** What stands between `(` and `)` or `[` and `]`, on one line or one a line. */
export interface Bracketed {
  /** The offset of the opening bracket. */
  readonly open: number;
  readonly parts: readonly Part[];
  /** Whether the grammar takes a comma behind the last part. */
  readonly last: 'comma' | 'bare';
}

export function printBracketed(page: Page, { open, parts, last }: Bracketed): Doc {
  page.hoistBefore(open);
  const close = closerOf(page, open, parts);
  const opener = page.text.charAt(open);
  const closer = page.text.charAt(close);
  const printed = parts.map((part) => printPart(page, part));
  const rest = printRest(page, close);
  if (printed.length + rest.length === 0) return [opener, closer];
  const body = printed.map(({ doc }, index): Doc => {
    const before = printed[index - 1];
    if (before === undefined) return doc;
    // In a list on one line there is no line to leave empty.
    return [',', isBlankBetween(page, before, printed[index]!) ? softline : '', line, doc];
  });
  const comma = last === 'comma' && printed.length > 0 ? ifBreak(',') : '';
  const below =
    rest.length === 0 ? [] : [printed.length === 0 ? breakParent : hardline, joinLines(page, rest)];
  return group([opener, indent([softline, body, comma, below]), softline, closer]);
}

/** `a, b, c` without brackets around. */
export function printCommas(page: Page, parts: readonly Part[]): Doc {
  const docs = printRun(page, parts).map(({ doc }) => doc);
  return group(indent(join([',', line], docs)));
}

/** `a |> b |> c`, `a + b - c`: the parts behind the first start with their operator. */
export function printChain(page: Page, parts: readonly Part[]): Doc {
  const [head, ...rest] = printRun(page, parts).map(({ doc }) => doc);
  return group([head!, indent(rest.map((doc) => [line, doc]))]);
}

/**
 * Statements in braces.
 *
 * @param close the offset of the closing brace
 * @param above comments that go first
 */
export function printBlock(
  page: Page,
  close: number,
  parts: readonly Part[],
  above: readonly Printed[] = [],
): Doc {
  const rows = parts.map((part) => printPart(page, part));
  const all = [...above, ...rows, ...printRest(page, close)];
  if (all.length === 0) return '{}';
  return ['{', indent([hardline, joinLines(page, all)]), hardline, '}'];
}

function closerOf(page: Page, open: number, parts: readonly Part[]): number {
  const after = page.codeAfter(parts.at(-1)?.span.end ?? open + 1);
  return page.text.charAt(after) === ',' ? page.codeAfter(after + 1) : after;
}
