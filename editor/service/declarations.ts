import { parse, type Declaration, type SourceFile } from '../../compiler/index.ts';

/** What a declaration says of itself: its header as written and its doc comment. */
export interface DeclarationDoc {
  readonly header: string;
  readonly doc: string;
}

/** The declaration of `name` in a text; undefined where there is none. */
export function findDeclaration(text: string, name: string): DeclarationDoc | undefined {
  return documented(text, parse(text).tree, name);
}

/** Files that a text takes declarations from, and the name each has there, by its name here. */
export function importsOf(
  tree: SourceFile,
): ReadonlyMap<string, { readonly path: string; readonly name: string }> {
  const imports = new Map<string, { path: string; name: string }>();
  for (const declaration of tree.declarations) {
    if (declaration.kind !== 'use-import') continue;
    for (const { name, alias } of declaration.imports) {
      imports.set((alias ?? name).text, { path: declaration.path, name: name.text });
    }
  }
  return imports;
}

function documented(text: string, tree: SourceFile, name: string): DeclarationDoc | undefined {
  const declaration = tree.declarations.find((each) => nameOf(each) === name);
  if (!declaration || !('doc' in declaration)) return undefined;
  const span = 'header' in declaration ? declaration.header : declaration.span;
  const header = text
    .slice(span.start, span.end)
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
  return {
    header: 'header' in declaration ? header : header.replace(/\s*\{.*$/s, ''),
    doc: declaration.doc,
  };
}

function nameOf(declaration: Declaration): string | undefined {
  if (declaration.kind === 'use-version' || declaration.kind === 'use-import') return undefined;
  if (declaration.kind === 'compare') return undefined;
  return declaration.name?.text;
}
