import { partsOfElement } from '../../runtime/draw/elements.ts';
import type { Program } from '../../runtime/program/index.ts';

/** One entry of a node's value, flat and row-major. */
export interface ElementOf {
  readonly node: number;
  readonly element: number;
}

/** Entries by node: some of them, or all. */
export type Elements = ReadonlyMap<number, ReadonlySet<number> | 'all'>;

/**
 * All entries that these are worked out from, themselves included. A circuit hides what is behind it: whoever asks
 * knows which of its gates count.
 * @param whole nodes of which every entry counts
 */
export function elementsBehind(
  program: Program,
  starts: readonly ElementOf[],
  whole: readonly number[] = [],
): Elements {
  const found = new Map<number, Set<number> | 'all'>();
  const open: (ElementOf | number)[] = [...starts, ...whole];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const index = typeof next === 'number' ? next : next.node;
    const known = found.get(index);
    const node = program.nodes[index]!;
    const entry = typeof next === 'number' ? 'all' : next.element;
    if (known === 'all' || (entry !== 'all' && known?.has(entry))) continue;
    if (entry === 'all') found.set(index, 'all');
    else found.set(index, (known ?? new Set()).add(entry));
    if (node.operation.kind === 'circuit') continue;
    if (entry === 'all') {
      if (node.operation.kind !== 'slice') open.push(...node.inputs);
      else
        open.push(
          ...entriesOf(program, index)
            .map((one) => behind(program, one))
            .flat(),
        );
    } else open.push(...behind(program, { node: index, element: entry }));
  }
  return found;
}

/** What one entry is made of: entries, and nodes as a whole. */
function behind(program: Program, { node: index, element }: ElementOf): (ElementOf | number)[] {
  const node = program.nodes[index]!;
  const parts = partsOfElement(program, node, element);
  switch (parts.kind) {
    case 'element':
      return [{ node: parts.node, element: parts.element }];
    case 'apply':
      return [...parts.parts];
    case 'name':
      return [...node.inputs];
    case 'number':
      return [];
  }
}

function entriesOf({ nodes }: Program, node: number): ElementOf[] {
  const size = nodes[node]!.shape.reduce((product, length) => product * length, 1);
  return Array.from({ length: size }, (_, element) => ({ node, element }));
}
