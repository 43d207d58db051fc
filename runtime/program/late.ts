import type { Program } from './program.ts';

/** What is fitted after training, in node order: solvers, and statistics of something that training moves. */
export function lateNodes({ nodes }: Pick<Program, 'nodes'>): number[] {
  return nodes.flatMap(({ operation, trainable }, node) =>
    operation.kind === 'solve' || (operation.kind === 'fit' && trainable) ? [node] : [],
  );
}

/** For each node: does something enter it that is fitted after training? */
export function knownLate(program: Pick<Program, 'nodes'>): readonly boolean[] {
  const late = new Set(lateNodes(program));
  const result: boolean[] = [];
  for (const [index, { inputs }] of program.nodes.entries()) {
    result.push(late.has(index) || inputs.some((input) => result[input]!));
  }
  return result;
}
