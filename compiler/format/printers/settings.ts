import type { Doc } from 'prettier';
import type { Settings } from '../../../grammar/tree.ts';
import type { Page } from '../page.ts';
import { printExpression } from './expressions.ts';
import { printBlock } from './lists.ts';
import { printRequire } from './steps.ts';

type Entry = Settings['entries'][number];

/** `{ … }` behind a declaration, one entry a line. */
export function printSettings(page: Page, { entries, span }: Settings): Doc {
  const parts = entries.map((entry) => ({
    span: entry.span,
    print: () => printEntry(page, entry),
  }));
  return printBlock(page, span.end - 1, parts);
}

function printEntry(page: Page, entry: Entry): Doc {
  switch (entry.kind) {
    case 'setting':
      return [`${entry.key.text}: `, printExpression(page, entry.value)];
    case 'stage':
      return [`stage ${entry.name.text} `, printSettings(page, entry.settings)];
    case 'require':
      return printRequire(page, entry);
  }
}
