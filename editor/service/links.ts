import { besidePath, type Span } from '../../compiler/index.ts';
import type { Expression } from '../../grammar/index.ts';
import type { Workspace } from './workspace.ts';
import { childrenOf } from './tree-walk.ts';

/** A path in a text that leads to a file. */
export interface Link {
  readonly span: Span;
  readonly path: string;
}

/** Paths of `use` and of the files that `data` and `target` read; only those that are there. */
export function linksOf(
  workspace: Workspace,
  path: string,
  exists: (path: string) => boolean,
): Link[] {
  const source = workspace.treeOf(path);
  if (!source) return [];
  return source.tree.declarations
    .flatMap((declaration): Link[] => {
      switch (declaration.kind) {
        case 'use-import':
          return [{ span: declaration.pathSpan, path: declaration.path }];
        case 'data':
        case 'target':
          return strings(declaration.source).filter(({ path: text }) => /\.\w+$/.test(text));
        default:
          return [];
      }
    })
    .map(({ span, path: text }) => ({ span: inside(span), path: besidePath(path, text) }))
    .filter((link) => exists(link.path));
}

function strings(expression: Expression): Link[] {
  const own =
    expression.kind === 'string' ? [{ span: expression.span, path: expression.value }] : [];
  const inner = (node: object): Link[] =>
    childrenOf(node).flatMap((child) =>
      'kind' in child && child.kind === 'string' && 'value' in child
        ? [{ span: child.span, path: String(child.value) }]
        : inner(child),
    );
  return [...own, ...inner(expression)];
}

/** Without the quotes. */
function inside({ start, end }: Span): Span {
  return { start: start + 1, end: Math.max(start + 1, end - 1) };
}
