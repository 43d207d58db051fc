import type { Canonical, Operation } from '../canonical/operation.ts';
import type { Block } from './blocks-of.ts';

/**
 * The circuit with blocks written anew.
 *
 * @param anew undefined where a block is to stay as it is
 */
export function replaceBlocks(
  circuit: Canonical,
  blocks: readonly Block[],
  anew: (block: Block) => readonly Operation[] | undefined,
): Canonical {
  const { operations } = circuit;
  const replaced = new Map<number, readonly Operation[]>();
  const dropped = new Set<number>();
  for (const block of blocks) {
    const steps = anew(block);
    if (steps === undefined) continue;
    const place = block.members.find((index) => operations[index]!.kind !== 'turn')!;
    for (const index of block.members) dropped.add(index);
    replaced.set(place, steps);
  }
  if (replaced.size === 0) return circuit;
  return {
    ...circuit,
    operations: operations.flatMap((operation, index) => {
      const steps = replaced.get(index);
      if (steps !== undefined) return steps;
      return dropped.has(index) ? [] : [operation];
    }),
  };
}
