import { ancestors } from '../graph/dependencies.ts';
import type { Program } from '../program/index.ts';

/**
 * How many samples are examined at once. Nobody sees it but a measure over pairs, which is among the samples of a
 * block: a contrast is against, and a recall is among, at most so many.
 */
export function blockOf(program: Program, targets: readonly number[]): number {
  const kinds = ancestors(program, targets).map((node) => program.nodes[node]!);
  // Each pair runs a circuit of its own.
  if (kinds.some(({ operation }) => operation.kind === 'across')) return 128;
  return kinds.some(({ rate }) => rate === 'pair') ? 1024 : 256;
}
