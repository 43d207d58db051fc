import type { Span } from '../../grammar/tree.ts';
import type { Module } from '../1-resolve/world.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import { edited } from '../diagnostics/edited.ts';
import { locationOf, textOf } from './syntax.ts';

/** The fix that puts a text in a place; its title shows it, or the larger part `shown` with it. */
export function put(module: Module, span: Span, text: string, shown: Span = span): Fix {
  return puts(module, [{ span, text }], shown);
}

/** The fix that changes several places; its title shows the part of the text that holds them. */
export function puts(
  module: Module,
  changes: readonly { readonly span: Span; readonly text: string }[],
  shown: Span,
): Fix {
  const edits = changes.map(({ span, text }) => ({ at: locationOf(module, span), text }));
  const local = edits.map(({ at, text }) => ({
    at: { ...at, start: at.start - shown.start, end: at.end - shown.start },
    text,
  }));
  const result = edited(textOf(module, shown), module.path, { title: '', edits: local });
  return { title: `Write \`${oneLine(result)}\``, edits };
}

/** For titles: no line breaks, and not too long. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 72 ? line : `${line.slice(0, 69)}...`;
}

/** A place that has its line for itself, with the line; any other as it is. */
export function lineAround(text: string, { start, end }: Span): Span {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const alone = text.slice(from, start).trim() === '' && text[end] === '\n';
  return alone ? { start: from, end: end + 1 } : { start, end };
}
