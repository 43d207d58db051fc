import type { Span } from '../../compiler/index.ts';

/** A part of the tree, of whatever kind. */
export interface TreeNode {
  readonly span: Span;
}

/** The parts of a node that have a place of their own, in the order of the text. */
export function childrenOf(node: object): TreeNode[] {
  const children: TreeNode[] = [];
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (key === 'span' || key === 'comments') continue;
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(one)) children.push(one);
  }
  return children.sort((a, b) => a.span.start - b.span.start);
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'span' in value;
}
