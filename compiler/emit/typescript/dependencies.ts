import type { Node, Program } from '../../../runtime/program/index.ts';

/**
 * All that nodes are made of, themselves included. Statistics come from the checkpoint, so what they were made of is
 * not needed; of a solver, its kernel is.
 */
export function behind(program: Program, targets: Iterable<number>): ReadonlySet<number> {
  const found = new Set(targets);
  for (const index of found) {
    const { operation, inputs } = program.nodes[index]!;
    if (operation.kind === 'fit') continue;
    inputs.forEach((input) => found.add(input));
    if (operation.kind === 'solve' && operation.kernel !== null) found.add(operation.kernel);
  }
  return found;
}

/** As the model reads, as far as values allow: a node comes after its inputs and after what stands before it. */
export function inSourceOrder(program: Program, nodes: Iterable<number>): number[] {
  const ranks: number[] = [];
  for (const { inputs, origin, operation } of program.nodes) {
    const { file, start } = program.origins[origin]!;
    const own = operation.kind === 'constant' ? 0 : file * 2 ** 32 + start;
    ranks.push(Math.max(own, ...inputs.map((input) => ranks[input]!)));
  }
  return [...nodes].sort((a, b) => ranks[a]! - ranks[b]! || a - b);
}

/** Nodes that have no value where one of these inputs is missing. */
export function missingNodes(
  { nodes }: Program,
  mayMiss: (input: string) => boolean,
): ReadonlySet<number> {
  const missing = new Set<number>();
  for (const [index, node] of nodes.entries()) {
    const { operation } = node;
    const lost = node.inputs.map((input) => missing.has(input));
    const misses =
      operation.kind === 'input'
        ? mayMiss(operation.name)
        : operation.kind === 'else'
          ? lost[1]!
          : lost.includes(true);
    // Gates of what is missing are left out, and statistics are of the training data.
    if (misses && operation.kind !== 'circuit' && operation.kind !== 'fit') missing.add(index);
  }
  return missing;
}

/** Are the entries of a value classes or words, of which a negative one is absent? By node. */
export function wordNodes(
  { inputs, nodes }: Program,
  handed: ReadonlySet<number>,
): readonly boolean[] {
  const kinds = new Map(inputs.map(({ name, type }) => [name, type.kind]));
  const result: boolean[] = [];
  for (const [index, node] of nodes.entries()) result.push(isOfWords(index, node));
  return result;

  function isOfWords(index: number, { operation, inputs: from }: Node): boolean {
    switch (operation.kind) {
      case 'input':
        return ['text', 'class', 'word'].includes(kinds.get(operation.name)!);
      case 'argument':
        return handed.has(index);
      case 'reshape':
      case 'transpose':
      case 'slice':
      case 'join':
      case 'stack':
      case 'else':
        return from.every((input) => result[input]);
      default:
        return false;
    }
  }
}
