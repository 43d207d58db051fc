import { data } from './catalogue/data.ts';
import type { Entry, Holes } from './catalogue/entry.ts';
import { learning } from './catalogue/learning.ts';
import { names } from './catalogue/names.ts';
import { openqasm } from './catalogue/openqasm.ts';
import { qubits } from './catalogue/qubits.ts';
import { targets } from './catalogue/targets.ts';
import { text } from './catalogue/text.ts';
import { types } from './catalogue/types.ts';

/** Every code a user can meet: the one source of messages, `qmm explain` and `docs/errors`. */
export const catalogue = {
  ...text,
  ...names,
  ...types,
  ...learning,
  ...qubits,
  ...data,
  ...targets,
  ...openqasm,
} as const satisfies Record<string, Entry>;

type Catalogue = typeof catalogue;

export type Code = keyof Catalogue;

/** The situations a code has a message for. */
export type Variant<C extends Code> = keyof Catalogue[C]['messages'] & string;

/** What a message template needs filled in. */
export type Values<C extends Code, V extends Variant<C>> = Readonly<
  Record<Holes<Catalogue[C]['messages'][V] & string>, string | number>
>;

export function isCode(code: string): code is Code {
  return code in catalogue;
}

/** The long text of a diagnostic, with a wrong and a right example where there is one. */
export function explain(code: string): { code: Code; title: string; text: string } | undefined {
  if (!isCode(code)) return undefined;
  const entry: Entry = catalogue[code];
  const parts = [entry.explanation];
  if (entry.wrong !== undefined) parts.push(`Wrong:\n\n${indent(entry.wrong)}`);
  if (entry.right !== undefined) parts.push(`Right:\n\n${indent(entry.right)}`);
  return { code, title: entry.title, text: parts.join('\n\n') };
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}
