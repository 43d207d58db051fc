import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLexer, tokenise } from '../../grammar/lexer.ts';
import type { SourceFile, Span } from '../../grammar/tree.ts';

/** Programs the repository has of its own: the standard library. */
export const libraryTexts: readonly string[] = readTexts(join(import.meta.dirname, '../../stdlib'));

export function readTexts(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.qmm'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

const lexer = createLexer();

/** Where the tokens of a text are. */
export function tokenSpans(text: string): readonly Span[] {
  return tokenise(lexer, text).tokens.map(({ startOffset, image }) => ({
    start: startOffset,
    end: startOffset + image.length,
  }));
}

/** Calls `visit` for everything in a tree that has a span, with the span around it. */
export function visitSpans(tree: SourceFile, visit: (span: Span, parent: Span) => void): void {
  const walk = (value: unknown, parent: Span): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, parent);
    else if (typeof value === 'object' && value !== null) {
      const span = 'span' in value ? (value.span as Span) : parent;
      if ('span' in value) visit(span, parent);
      for (const [key, child] of Object.entries(value)) if (key !== 'span') walk(child, span);
    }
  };
  walk(tree, tree.span);
}
