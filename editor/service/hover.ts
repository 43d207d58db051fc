import { parse, type Fact, type Span } from '../../compiler/index.ts';
import { findDeclaration, importsOf, type DeclarationDoc } from './declarations.ts';
import { wordAt, type WordAt } from './word-at.ts';
import { functionDocs } from './words/functions.ts';
import { gateDocs } from './words/gates.ts';
import { keywordDocs } from './words/keywords.ts';
import { typeDocs } from './words/types.ts';
import type { WordDoc } from './words/word.ts';

/** What to show at a place: lines of the language and a text about them. */
export interface Hover {
  readonly span: Span;
  /** Code: what the compiler found here, and how the thing is declared or used. */
  readonly code: readonly string[];
  /** Words, empty where there is nothing to say. */
  readonly text: string;
}

export interface HoverRequest {
  readonly path: string;
  readonly text: string;
  readonly offset: number;
  /** Of this file and others, as the compiler found them. */
  readonly facts: readonly Fact[];
  /** Texts of other files by path, imports as written relative to this one. */
  readonly read: (path: string) => string | undefined;
  /** Paths of the library's files. */
  readonly library: readonly string[];
}

/** What is known of the place: the compiler's facts, then declarations and their comments, then the language's words. */
export function hoverAt(request: HoverRequest): Hover | undefined {
  const { text, offset } = request;
  const { tree } = parse(text);
  const word = wordAt(text, tree, offset);
  const fact = word && narrowest(request);
  const declared = word && declarationOf(request, word, importsOf(tree));
  const doc = word && languageDoc(word);
  if (!word || !(fact ?? declared ?? doc)) return undefined;
  const code = [fact?.text, declared?.header ?? (fact ? undefined : doc?.usage)];
  return {
    span: word.span,
    code: [...new Set(code.filter((line) => line !== undefined))],
    text:
      [fact?.doc, declared?.doc, fact || declared ? undefined : doc?.text].find(
        (part) => part !== undefined && part !== '',
      ) ?? '',
  };
}

/** The fact with the shortest span around the offset; of equal ones the first, which is of the first run. */
function narrowest({ facts, path, offset }: HoverRequest): Fact | undefined {
  const around = facts.filter(
    ({ at }) => at.file === path && at.start <= offset && offset <= at.end,
  );
  const [first, ...rest] = around;
  if (!first) return undefined;
  return rest.reduce(
    (best, fact) => (fact.at.end - fact.at.start < best.at.end - best.at.start ? fact : best),
    first,
  );
}

function declarationOf(
  { path, text, read, library }: HoverRequest,
  word: WordAt,
  imports: ReturnType<typeof importsOf>,
): DeclarationDoc | undefined {
  if (word.isKey || word.position === 'type') return undefined;
  const imported = imports.get(word.text);
  const own = findDeclaration(text, word.text);
  if (own) return own;
  if (imported) {
    const source = read(beside(path, imported.path));
    return source === undefined ? undefined : findDeclaration(source, imported.name);
  }
  for (const file of library) {
    const found = findDeclaration(read(file) ?? '', word.text);
    if (found) return found;
  }
  return undefined;
}

/** The language has three tables of names; where the word stands tells which are looked in. */
function languageDoc({ text, isKey, position }: WordAt): WordDoc | undefined {
  const in_ = (table: Readonly<Record<string, WordDoc>>): WordDoc | undefined =>
    Object.hasOwn(table, text) ? table[text] : undefined;
  if (position === 'type') return in_(typeDocs) ?? in_(keywordDocs);
  if (isKey) return undefined;
  if (position === 'circuit' || position === 'operation') return in_(gateDocs) ?? in_(keywordDocs);
  return in_(keywordDocs) ?? in_(functionDocs) ?? in_(gateDocs);
}

/** A path written in `use`, relative to the file it stands in. */
function beside(path: string, target: string): string {
  if (target.startsWith('/')) return target;
  const parts = [...path.split('/').slice(0, -1), ...target.split('/')];
  const kept: string[] = [];
  for (const part of parts) {
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (part !== '.') kept.push(part);
  }
  return kept.join('/');
}
