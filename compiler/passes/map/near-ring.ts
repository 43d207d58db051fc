import type { CouplingGraph } from './coupling-graph.ts';

/**
 * A ring with more qubits than it has on the device: each further one comes where it makes the way around least longer,
 * the nearest first (cheapest insertion, Rosenkrantz, Stearns and Lewis 1977).
 *
 * @param length at most the number of qubits that hang together with the ring
 */
export function nearRing(
  { size, distances }: CouplingGraph,
  ring: readonly number[],
  length: number,
): readonly number[] {
  const around = [...ring];
  const free = new Set(Array.from({ length: size }, (_, qubit) => qubit));
  for (const qubit of ring) free.delete(qubit);
  const between = (a: number, b: number): number => distances[a * size + b]!;
  while (around.length < length) {
    let best = { qubit: -1, behind: 0, longer: Infinity };
    around.forEach((a, behind) => {
      const b = around[(behind + 1) % around.length]!;
      for (const qubit of free) {
        const longer = between(a, qubit) + between(qubit, b) - between(a, b);
        if (longer < best.longer) best = { qubit, behind, longer };
      }
    });
    around.splice(best.behind + 1, 0, best.qubit);
    free.delete(best.qubit);
  }
  return around;
}
