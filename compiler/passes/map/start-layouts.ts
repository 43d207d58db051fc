import type { CouplingGraph } from './coupling-graph.ts';

/** A random number in [0, 1). */
export type Random = () => number;

/** The largest set of a device's qubits that hang together, the ones with most neighbours first come first. */
export function largestComponent({ size, neighbours }: CouplingGraph): readonly number[] {
  const seen = new Set<number>();
  let largest: readonly number[] = [];
  for (let start = 0; start < size; start++) {
    if (seen.has(start)) continue;
    const reached = new Set([start]);
    for (const qubit of reached) for (const next of neighbours[qubit]!) reached.add(next);
    for (const qubit of reached) seen.add(qubit);
    if (reached.size > largest.length) largest = [...reached];
  }
  return largest;
}

/** So many qubits around one, breadth first. */
export function region(graph: CouplingGraph, centre: number, count: number): readonly number[] {
  const reached = new Set([centre]);
  for (const qubit of reached) {
    if (reached.size >= count) break;
    for (const next of graph.neighbours[qubit]!) if (reached.size < count) reached.add(next);
  }
  return [...reached];
}

/** A permutation of all physical qubits that begins with these places for the logical qubits. */
export function completed(places: readonly number[], size: number): Int32Array {
  const used = new Set(places);
  const rest = Array.from({ length: size }, (_, qubit) => qubit).filter(
    (qubit) => !used.has(qubit),
  );
  return Int32Array.from([...places, ...rest]);
}

/** In random order (Fisher and Yates). */
export function shuffled(list: readonly number[], random: Random): number[] {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other]!, result[last]!];
  }
  return result;
}
