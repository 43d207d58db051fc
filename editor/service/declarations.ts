import type { Binding, Declaration, Declared } from '../../compiler/index.ts';
import type { Workspace } from './workspace.ts';

/** What a declaration says of itself: its header as written and its doc comment. */
export interface DeclarationDoc {
  readonly header: string;
  readonly doc: string;
}

/** Header and comment of a declaration of the text. */
export function documented(text: string, declaration: Declaration): DeclarationDoc | undefined {
  if (!('doc' in declaration)) return undefined;
  const span = 'header' in declaration ? declaration.header : declaration.span;
  const header = text.slice(span.start, span.end).replace(/\s*\n\s*/g, ' ');
  return {
    header: 'header' in declaration ? header : header.replace(/\s*\{.*$/s, ''),
    doc: declaration.doc,
  };
}

/** What the top-level declaration behind a binding says of itself. */
export function documentedBinding(
  workspace: Workspace,
  { file, name, callee, kind }: Binding,
): DeclarationDoc | undefined {
  const at = kind === 'alias' && callee ? callee.path : file;
  const start = kind === 'alias' && callee ? callee.declaration.name.span.start : name.span.start;
  const source = workspace.treeOf(at);
  const declaration = source?.tree.declarations.find((one) => nameOf(one)?.span.start === start);
  return source && declaration && documented(source.text, declaration);
}

/** Header and comment of what a name of a world is declared as. */
export function documentedDeclared(
  workspace: Workspace,
  { kind, declaration, path }: Declared,
): DeclarationDoc | undefined {
  if (kind === 'failed') return undefined;
  const source = workspace.treeOf(path);
  return source && documented(source.text, declaration);
}

/** The name of a declaration; undefined where it has none. */
export function nameOf(declaration: Declaration): Binding['name'] | undefined {
  if (declaration.kind === 'use-version' || declaration.kind === 'use-import') return undefined;
  if (declaration.kind === 'compare') return undefined;
  return declaration.name ?? undefined;
}
