import type { Interactions } from './interactions.ts';

/** Interactions in flat arrays, in one direction of time: what a routing goes through thousands of times. */
export interface Dependencies {
  readonly qubits: number;
  readonly nodes: number;
  /** Logical qubits that meet at a node; -1 where it needs no edge. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** The successors of node k are `successors[starts[k] .. starts[k + 1]]`. */
  readonly successors: Int32Array;
  readonly starts: Int32Array;
  readonly predecessors: Int32Array;
  /** Nodes without predecessors, the last one first. */
  readonly roots: readonly number[];
  /** What a swap right behind the node adds, in entanglers. */
  readonly swapBehind: Uint8Array;
}

const SWAP = 3;

/** @param direction `backward` runs from the end to the start; nodes keep their numbers */
export function dependenciesOf(
  { qubits, nodes }: Interactions,
  direction: 'forward' | 'backward',
): Dependencies {
  const next = nodes.map((node) => (direction === 'forward' ? node.successors : node.predecessors));
  const starts = new Int32Array(nodes.length + 1);
  next.forEach((list, node) => {
    starts[node + 1] = starts[node]! + list.length;
  });
  const successors = Int32Array.from(next.flat());
  const predecessors = Int32Array.from(nodes, (node) =>
    direction === 'forward' ? node.predecessors.length : node.successors.length,
  );
  const roots = nodes.flatMap((_, node) => (predecessors[node] === 0 ? [node] : []));
  return {
    qubits,
    nodes: nodes.length,
    left: Int32Array.from(nodes, ({ pair }) => pair?.[0] ?? -1),
    right: Int32Array.from(nodes, ({ pair }) => pair?.[1] ?? -1),
    successors,
    starts,
    predecessors,
    roots: direction === 'forward' ? roots.reverse() : roots,
    swapBehind: Uint8Array.from(nodes, ({ entanglers, isOpen }) => {
      if (entanglers === 0) return SWAP;
      return entanglers >= SWAP && !isOpen ? 0 : 1;
    }),
  };
}
