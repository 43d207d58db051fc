import type { Side } from '../../runtime/program/index.ts';
import type { BuiltNode } from './graph.ts';

const LEFT = 1;
const RIGHT = 2;

/**
 * What a score of two samples consists of: the nodes that depend on the modality and on something else of a sample.
 * What depends on one of them alone is handed in, from the left or from the right sample.
 */
export function cutAcross(
  nodes: readonly BuiltNode[],
  result: number,
  modality: number,
): {
  readonly own: readonly number[];
  readonly captured: readonly number[];
  readonly sides: readonly Side[];
} {
  const known = new Map<number, number>();
  const own: number[] = [];
  const sidesOf = (index: number): number => {
    const before = known.get(index);
    if (before !== undefined) return before;
    const node = nodes[index]!;
    const ofSample = node.rate === 'sample' && node.inputs.length === 0;
    const self = index === modality ? LEFT : ofSample ? RIGHT : 0;
    const all = node.inputs.reduce((sides, input) => sides | sidesOf(input), self);
    known.set(index, all);
    if (all === (LEFT | RIGHT)) own.push(index);
    return all;
  };
  sidesOf(result);
  const captured = [
    ...new Set(own.flatMap((node) => nodes[node]!.inputs).filter((node) => !own.includes(node))),
  ];
  return {
    own,
    captured,
    sides: captured.map((node) => {
      const side = known.get(node);
      return side === LEFT ? 'left' : side === RIGHT ? 'right' : 'both';
    }),
  };
}
