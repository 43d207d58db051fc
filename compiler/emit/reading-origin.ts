import type { Program } from '../../runtime/program/index.ts';

/** Where a circuit's readouts come from, an index into `Program.origins`. */
export function readingOrigin(program: Program, circuitIndex: number): number {
  const node = program.nodes.find(
    ({ operation }) => operation.kind === 'circuit' && operation.circuit === circuitIndex,
  );
  return node?.origin ?? 0;
}
