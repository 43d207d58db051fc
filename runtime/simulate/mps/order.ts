import { type Circuit, isMarker } from '../../program/circuit.ts';
import { gateQubits } from '../cones/cone.ts';

/**
 * An order of qubits along the chain in which gates reach not far: as they are declared, or by the reverse
 * Cuthill-McKee order (Cuthill and McKee 1969, George 1971) of the graph of gates, if that is shorter.
 * @returns for each qubit its site
 */
export function placeQubits({ qubits, gates }: Circuit): readonly number[] {
  const several = gates.flatMap((gate) => {
    const touched = gateQubits(gate);
    return touched.length > 1 && !isMarker(gate.name) ? [touched] : [];
  });
  const declared = [...qubits.keys()];
  const narrow = placesOf(cuthillMcKee(qubits.length, several));
  return reach(narrow, several) < reach(declared, several) ? narrow : declared;
}

/** How far gates reach, all together. */
function reach(places: readonly number[], gates: readonly (readonly number[])[]): number {
  return gates.reduce((sum, qubits) => {
    const sites = qubits.map((qubit) => places[qubit]!);
    return sum + Math.max(...sites) - Math.min(...sites);
  }, 0);
}

function cuthillMcKee(count: number, gates: readonly (readonly number[])[]): number[] {
  const neighbours = Array.from({ length: count }, () => new Set<number>());
  for (const qubits of gates) {
    for (const a of qubits) for (const b of qubits) if (a !== b) neighbours[a]!.add(b);
  }
  const degree = (qubit: number): number => neighbours[qubit]!.size;
  const byDegree = (a: number, b: number): number => degree(a) - degree(b) || a - b;
  const order: number[] = [];
  const seen = new Set<number>();
  for (const start of [...neighbours.keys()].sort(byDegree)) {
    if (seen.has(start)) continue;
    seen.add(start);
    order.push(start);
    for (let next = order.length - 1; next < order.length; next++) {
      for (const qubit of [...neighbours[order[next]!]!].sort(byDegree)) {
        if (seen.has(qubit)) continue;
        seen.add(qubit);
        order.push(qubit);
      }
    }
  }
  return order.reverse();
}

function placesOf(order: readonly number[]): number[] {
  const places = new Array<number>(order.length).fill(0);
  order.forEach((qubit, site) => {
    places[qubit] = site;
  });
  return places;
}
