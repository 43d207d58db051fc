import { inputNames } from '../graph/dependencies.ts';
import type { Node, Program } from '../program/index.ts';

/**
 * The features that a model is given: the last values of its pipelines that nothing trainable and no circuit has
 * touched. What an encoder makes of them, say the products of a ZZ feature map, is the model's own doing, so the
 * values from before it count.
 * @param targets what the model is judged by
 */
export function featureNodes(program: Program, targets: readonly number[]): number[] {
  const fixed = fixedNodes(program);
  const names = inputNames(program);
  const labels = program.inputs.filter(({ role }) => role === 'label').map(({ name }) => name);
  const found = new Set<number>();
  const open = [...targets];
  const seen = new Set<number>();
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (seen.has(index)) continue;
    seen.add(index);
    const node = program.nodes[index]!;
    if (!fixed[index] || isInCircuit(program, node)) open.push(...node.inputs);
    else if (node.rate === 'sample' && !names[index]!.some((name) => labels.includes(name)))
      found.add(index);
  }
  return [...found].sort((a, b) => a - b);
}

/** For each node: is it the same whatever is trained or drawn, and read from no circuit? */
function fixedNodes(program: Program): boolean[] {
  const result: boolean[] = [];
  for (const { operation, inputs, rate } of program.nodes) {
    const isOwn = ['parameter', 'circuit', 'draw', 'sample', 'solve'].includes(operation.kind);
    const hasBody = 'body' in operation;
    result.push(!isOwn && !hasBody && rate !== 'pair' && inputs.every((input) => result[input]!));
  }
  return result;
}

/** Was it made by a circuit, for its angles? */
function isInCircuit({ origins }: Program, { origin }: Node): boolean {
  return (origins[origin]?.path ?? []).some((step) => /^(encode|fuse|evolve) /.test(step));
}
