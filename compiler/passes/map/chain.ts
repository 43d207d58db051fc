import type { CouplingGraph } from './coupling-graph.ts';

/** Steps of the search for a path; enough for a hundred qubits on the lattices there are. */
const PATIENCE = 20_000;

/** A path of so many qubits that meets none twice: depth first, the qubit with the fewest ways out first (Warnsdorff). */
export function chainOn(graph: CouplingGraph, length: number): readonly number[] | undefined {
  const { neighbours, size } = graph;
  const starts = Array.from({ length: size }, (_, qubit) => qubit).sort(
    (a, b) => neighbours[a]!.length - neighbours[b]!.length,
  );
  const used = new Set<number>();
  let budget = 0;
  const waysOut = (qubit: number): number =>
    neighbours[qubit]!.filter((next) => !used.has(next)).length;
  const extend = (path: number[]): boolean => {
    if (path.length === length) return true;
    const choices = neighbours[path.at(-1)!]!.filter((next) => !used.has(next))
      .map((next) => ({ next, ways: waysOut(next) }))
      .sort((a, b) => a.ways - b.ways || a.next - b.next);
    for (const { next } of choices) {
      if (budget-- <= 0) return false;
      used.add(next);
      path.push(next);
      if (extend(path)) return true;
      path.pop();
      used.delete(next);
    }
    return false;
  };
  for (const start of starts) {
    used.clear();
    used.add(start);
    budget = Math.floor(PATIENCE / size) + length;
    const path = [start];
    if (extend(path)) return path;
  }
  return undefined;
}
