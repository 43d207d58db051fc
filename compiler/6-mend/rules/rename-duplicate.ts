import { put } from '../edit.ts';
import type { Rule } from '../rule.ts';
import { textOf } from '../syntax.ts';

/** A name of its own for what is declared second. */
export const renameDuplicate: Rule = function* (diagnostic, { module }) {
  if (diagnostic.code !== 'duplicate-name') return;
  const name = `${textOf(module, diagnostic.at)}_2`;
  yield { ...put(module, diagnostic.at, name), title: `Call it \`${name}\`` };
};
