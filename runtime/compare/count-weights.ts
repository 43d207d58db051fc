import { ancestors } from '../graph/dependencies.ts';
import { sizeOf } from '../graph/kernel.ts';
import { parametersBehind } from '../program/index.ts';
import type { Circuit, Program } from '../program/index.ts';

/**
 * How many numbers training can move that something asked for depends on. A tensor that only circuits read counts
 * those of its entries that turn a gate; one that enters any other operation counts as a whole.
 * @param targets nodes that are asked for
 */
export function countWeights(program: Program, targets: readonly number[]): number {
  const used = new Set(targets.flatMap((node) => parametersBehind(program, node)));
  const reached = new Set(ancestors(program, targets));
  let count = 0;
  for (const [node, { operation, shape }] of program.nodes.entries()) {
    if (operation.kind !== 'parameter' || !used.has(operation.index)) continue;
    const readers = program.nodes.filter(
      ({ inputs }, index) => reached.has(index) && inputs.includes(node),
    );
    const circuits = readers.flatMap((reader) =>
      reader.operation.kind === 'circuit' ? [program.circuits[reader.operation.circuit]!] : [],
    );
    count += circuits.length < readers.length ? sizeOf(shape) : turningEntries(circuits, node);
  }
  return count;
}

function turningEntries(circuits: readonly Circuit[], node: number): number {
  const entries = circuits.flatMap(({ gates, angles, leaves }) =>
    gates
      .flatMap((gate) => gate.angles)
      .flatMap((angle) => angles[angle]!.terms)
      .map(({ leaf }) => leaves[leaf]!)
      .filter((leaf) => leaf.node === node)
      .map(({ element }) => element),
  );
  return new Set(entries).size;
}
